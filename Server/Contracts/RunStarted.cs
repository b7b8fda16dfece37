namespace Interception.Server.Contracts;

/// <summary>The answer to a start.</summary>
/// <param name="RunId">The key to the run: a client that has it may read, continue and stop the run.</param>
/// <param name="Stages">The stages that the run can go through, in order.</param>
/// <param name="Voice">Who writes: <c>ollama</c>, <c>practice</c>, or a provider's name.</param>
public sealed record RunStarted(string RunId, IReadOnlyList<Stage> Stages, string Voice);
