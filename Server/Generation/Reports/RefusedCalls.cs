using System.Collections.Concurrent;

namespace Interception.Server.Generation.Reports;

/// <summary>Calls that servers refuse repeatedly, and what an operator must change.</summary>
internal sealed class RefusedCalls(TimeProvider time)
{
    private const int Repeated = 2;

    /// <summary>After this time without a call the refusals are forgotten.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Server, string Model), RefusedCall> _refused = new();

    private enum RefusalCause
    {
        Key,
        Model,
        Template,
        Other,
    }

    /// <summary>What must be changed before a run can work.</summary>
    public IReadOnlyList<string> Missing() =>
        [.. Now().Where(refused => refused.Value.Cause != RefusalCause.Other)
            .Select(refused => Sentence(refused.Key, refused.Value)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What may have to be changed: the next text may be accepted.</summary>
    public IReadOnlyList<string> Hints() =>
        [.. Now().Where(refused => refused.Value is { Cause: RefusalCause.Other, Count: > Repeated })
            .Select(refused => Sentence(refused.Key, refused.Value)).Order(StringComparer.Ordinal)];

    /// <summary>Records a failed call.</summary>
    public void Failed(string server, ModelName model, GenerationException failure)
    {
        if (CauseOf(model, failure) is not { } cause) return;
        _refused.AddOrUpdate((server, model.Model), _ => new(cause, failure.Status, 1, time.GetTimestamp()),
            (_, before) => new(cause, failure.Status, before.Cause == cause ? before.Count + 1 : 1, time.GetTimestamp()));
    }

    /// <summary>Records an answered call: the model is there, and the key, if any, is right.</summary>
    public void Answered(string server, ModelName model)
    {
        foreach (var known in _refused.Where(known => known.Key.Server == server && (known.Key.Model == model.Model || known.Value.Cause == RefusalCause.Key)))
            _refused.TryRemove(known);
    }

    private IEnumerable<KeyValuePair<(string Server, string Model), RefusedCall>> Now() =>
        _refused.Where(known => known.Value.Count >= Repeated && time.GetElapsedTime(known.Value.At) < Fresh);

    /// <summary>Ollama's models are known without a call.</summary>
    private static RefusalCause? CauseOf(ModelName model, GenerationException failure) => failure switch
    {
        { Status: 401 or 403 } => RefusalCause.Key,
        { Failure: GenerationFailure.ModelMissing } => model.Provider == ModelName.Local ? null : RefusalCause.Model,
        { Failure: GenerationFailure.Refused, Words: { } words } when ProviderStates.SaysTemplate(words) => RefusalCause.Template,
        { Failure: GenerationFailure.Refused } => RefusalCause.Other,
        _ => null,
    };

    private static string Sentence((string Server, string Model) at, RefusedCall refused) => refused.Cause switch
    {
        RefusalCause.Key when at.Server.StartsWith("Ollama at ", StringComparison.Ordinal) =>
            $"{at.Server} does not let us in ({refused.Status}): look at what stands in front of it, and at its OLLAMA_ORIGINS and OLLAMA_HOST.",
        RefusalCause.Key => $"{at.Server} refuses the key ({refused.Status}): put a valid one into Providers:{at.Server}:ApiKey.",
        RefusalCause.Model => $"{at.Server} does not have the model {at.Model} ({refused.Status}): load it there, or name another one in Models.",
        RefusalCause.Template => $"The chat template of {at.Model} at {at.Server} takes no system role ({refused.Status}): give that server another template, or name another model in Models.",
        _ => $"{at.Server} refuses calls for {at.Model} ({refused.Status}): its own words are in the log.",
    };

    private sealed record RefusedCall(RefusalCause Cause, int? Status, int Count, long At);
}
