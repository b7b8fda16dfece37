namespace Interception.Tests.Support;

/// <summary>Tests that compare times, or load the machine on purpose: they run when all others are through, one after the other.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
