using Interception.Server.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>What all shared runs of a node use.</summary>
/// <param name="Redis">The Redis of all nodes.</param>
/// <param name="Scripts">The scripts.</param>
/// <param name="Lifetimes">How long keys are kept.</param>
/// <param name="Mark">Tells a Redis that lost all its data from one that has forgotten a run.</param>
/// <param name="Freezes">Tells when other nodes may have taken over.</param>
/// <param name="Time">The clock of readers and of events.</param>
/// <param name="Pace">The clock of what is said to Redis and asked of it.</param>
/// <param name="Beat">When runs go to Redis.</param>
/// <param name="Metrics">Told how far readers here are behind other nodes; null for nobody.</param>
/// <param name="Leaving">Cancelled when the node shuts down.</param>
internal sealed record SharedJournalParts(
    RedisConnection Redis, RunScripts Scripts, JournalLifetimes Lifetimes, RedisMark Mark, FreezeWatch Freezes, TimeProvider Time,
    TimeProvider Pace, PushBeat Beat, RemoteReadMetrics? Metrics, CancellationToken Leaving);
