using Interception.Server.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>What all runs of a node have in common.</summary>
/// <param name="Redis">The deployment's Redis.</param>
/// <param name="Scripts">What is said to it.</param>
/// <param name="Lifetimes">How long keys stay.</param>
/// <param name="Mark">Tells a Redis that was emptied from one that has forgotten a run.</param>
/// <param name="Freezes">Tells when others may have taken over.</param>
/// <param name="Time">The clock of readers and of events.</param>
/// <param name="Leaving">The node goes.</param>
internal sealed record SharedJournalParts(
    RedisConnection Redis, RunScripts Scripts, JournalLifetimes Lifetimes, RedisMark Mark, FreezeWatch Freezes, TimeProvider Time,
    CancellationToken Leaving);
