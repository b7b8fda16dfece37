using Interception.Client.Console.Doctor.Figures;
using static Interception.Client.Console.Doctor.Verdicts.DoctorWords;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>The address of Ollama does not answer.</summary>
internal sealed class OllamaUnreachableRule : IVerdictRule
{
    public DoctorVerdict? Judge(DoctorFindings all) => all.Ollama is { Failure: { } why } ollama
        ? new(HopKind.Ollama, FaultKinds.Unreachable, ollama.At,
            $"No Ollama answers at {Place(ollama.At)} ({why.TrimEnd('.')}). Start it with `ollama serve`; for others than its own machine it needs OLLAMA_HOST=0.0.0.0.")
        : null;
}

/// <summary>Ollama answers but has no model that can write, or refuses.</summary>
internal sealed class NoModelRule : IVerdictRule
{
    public DoctorVerdict? Judge(DoctorFindings all) => all.Ollama switch
    {
        { Failure: null, Call: null } ollama => Verdict(ollama, "has no model that can write. Fetch one, such as `ollama pull gpt-oss:20b`"),
        { Failure: null, Call: { Failure: { } why } call } ollama => Verdict(ollama, $"refuses to write with {call.Model} ({why.TrimEnd('.')}). Try `ollama run {call.Model}` there"),
        _ => null,
    };

    private static DoctorVerdict Verdict(OllamaFigures ollama, string what) =>
        new(HopKind.Ollama, FaultKinds.NotReady, ollama.At, $"Ollama at {Place(ollama.At)} {what}.");
}

/// <summary>Ollama works on fewer calls at once than the server sends.</summary>
internal sealed class OllamaQueuesRule : IVerdictRule
{
    private const double Noticed = 300;
    private const double LongEnough = 150;

    public DoctorVerdict? Judge(DoctorFindings all)
    {
        if (all.Ollama is not { } ollama || (!Waits(ollama.AtOnce) && !OneByOne(ollama.AtOnce) && !IsHinted(all.Server))) return null;
        var longest = ollama.AtOnce.Select(call => call.QueueMs).DefaultIfEmpty(0).Max();
        return new(HopKind.Ollama, FaultKinds.OllamaQueues, ollama.At,
            $"Ollama at {Place(ollama.At)} works on fewer calls at once than the server sends it ({all.Server.Places?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "several"}): answers wait in a queue of its own, up to {Seconds(longest)}. Set Ollama:ParallelPerEndpoint here and OLLAMA_NUM_PARALLEL there to the same number.");
    }

    /// <summary>Its own figures show it.</summary>
    private static bool Waits(IEnumerable<CallFigures> calls) => calls.Any(call => call.QueueMs >= Noticed && call.QueueMs >= call.TotalMs / 10);

    /// <summary>No two of the simultaneous calls were answered at the same time.</summary>
    private static bool OneByOne(IReadOnlyList<CallFigures> calls)
    {
        CallFigures[] inTurn = [.. calls.Where(call => call.EndedAt - call.BeganAt >= LongEnough).OrderBy(call => call.BeganAt)];
        return inTurn.Length >= 2 && inTurn.Length == calls.Count && inTurn.Zip(inTurn.Skip(1)).All(pair => pair.Second.BeganAt >= pair.First.EndedAt);
    }

    private static bool IsHinted(ServerFigures server) => server.Hints.Any(hint => hint.Contains("fewer at once than it is sent", StringComparison.Ordinal));
}
