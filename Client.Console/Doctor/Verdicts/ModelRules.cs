using Interception.Client.Console.Doctor.Figures;
using static Interception.Client.Console.Doctor.Verdicts.DoctorWords;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>What all rules about the model share.</summary>
internal abstract class ModelRule : IVerdictRule
{
    /// <summary>A wait of this length is noticed in a class.</summary>
    protected const double Long = 5_000;

    /// <summary>A shorter time is not the model's fault.</summary>
    protected const double ALoad = 3_000;

    public abstract DoctorVerdict? Judge(DoctorFindings all);

    /// <summary>The model's place: its Ollama when known, else behind the server.</summary>
    protected static DoctorVerdict Verdict(DoctorFindings all, string kind, string sentence, HopKind hop = HopKind.Model) =>
        new(hop, kind, all.Ollama?.At ?? all.First.At, sentence);

    protected static string Name(DoctorFindings all) => all.Ollama?.Call?.Model ?? (all.Server.Models.Count > 0 ? all.Server.Models[0] : "The model");
}

/// <summary>The model is loaded but sends nothing, or nothing more.</summary>
internal sealed class FrozenModelRule : ModelRule
{
    public override DoctorVerdict? Judge(DoctorFindings all) =>
        all.Ollama?.Call is { SilentMs: > 0, IsInMemory: true } call ? Frozen(all, call.Words > 0 ? $"after {call.Words} pieces" : "from the beginning", call.SilentMs)
        : all.Ollama is null && all.Run is { GivenUpWhile: "Reading" or "Writing" } or { Code: "timeout" } ? Frozen(all, "in a real run", all.Run!.ReadingMs)
        : null;

    private static DoctorVerdict Frozen(DoctorFindings all, string since, double silent) => Verdict(all, FaultKinds.FrozenModel,
        $"{Name(all)} is in memory and says nothing, {since}: {Seconds(silent)} of silence. Restart its Ollama; look into its log, and whether the machine has enough memory.");
}

/// <summary>Two models do not fit into memory together, so each call reloads one of them.</summary>
internal sealed class ModelsTakeTurnsRule : ModelRule
{
    private const string Hint = "push each other out of memory";

    public override DoctorVerdict? Judge(DoctorFindings all) =>
        all.Ollama?.Rival is { } rival ? Turns(all, $"{Name(all)} and {rival} push each other out of memory, and each turn costs a load. ")
        : all.Server.Hints.FirstOrDefault(hint => hint.Contains(Hint, StringComparison.Ordinal)) is { } told ? Turns(all, $"{told.TrimEnd('.')}. ")
        : null;

    private static DoctorVerdict Turns(DoctorFindings all, string what) => Verdict(all, FaultKinds.ModelsTakeTurns,
        $"{what}Use one model for all jobs (Models), or let more of them stay with OLLAMA_MAX_LOADED_MODELS.", HopKind.Ollama);
}

/// <summary>The model must be loaded first.</summary>
internal sealed class LoadingModelRule : ModelRule
{
    public override DoctorVerdict? Judge(DoctorFindings all) => Loading(all) is >= ALoad and var ms
        ? Verdict(all, FaultKinds.LoadingModel,
            $"{Name(all)} was not in memory and had to be loaded: {Seconds(ms)}{(all.Ollama?.Call is { SilentMs: > 0 } ? ", and it was not there then" : "")}. Let it stay there (Ollama:KeepAlive, Ollama:WarmUp), and nothing else push it out.")
        : null;

    private static double Loading(DoctorFindings all) => Math.Max(all.Run?.LoadingMs ?? 0, all.Ollama?.Call is { } call
        ? Math.Max(call.LoadMs ?? 0, call.WasInMemory ? 0 : Math.Min(call.LoadSeenMs, call.FirstLineMs ?? double.MaxValue) - (call.PromptMs ?? 0))
        : 0);
}

/// <summary>The model thinks before it writes.</summary>
internal sealed class ThoughtsRule : ModelRule
{
    public override DoctorVerdict? Judge(DoctorFindings all) => Math.Max(all.Ollama?.Call?.ThoughtsMs ?? 0, all.Run?.ThinkingMs ?? 0) is >= Long and var ms
        ? Verdict(all, FaultKinds.Thoughts,
            $"{Name(all)} thinks before it writes, for {Seconds(ms)} and more, and nothing of that is shown. Set Ollama:Think to Off, or choose a model that does not think.")
        : null;
}

/// <summary>The model reads the prompt for a long time.</summary>
internal sealed class LongPromptRule : ModelRule
{
    public override DoctorVerdict? Judge(DoctorFindings all) => Reading(all) is >= Long and var ms
        ? Verdict(all, FaultKinds.LongPrompt,
            $"{Name(all)} reads what it is sent for {Seconds(ms)} before its first word{Speed(all)}. Shorten rules and style, or give the model a faster processor: reading needs computing power, not memory.")
        : null;

    private static double Reading(DoctorFindings all) => Math.Max(all.Run is { GivenUpWhile: null } run ? run.ReadingMs : 0, Reading(all.Ollama?.Call));

    private static double Reading(CallFigures? asked) => asked is { FirstLineMs: { } first } call
        ? Math.Max(call.PromptMs ?? 0, first - (call.LoadMs ?? 0) - call.QueueMs - (call.WasInMemory ? 0 : call.LoadSeenMs))
        : 0;

    private static string Speed(DoctorFindings all) => all.Ollama?.Call is { PromptTokens: { } tokens, PromptTokensPerSecond: { } speed }
        ? FormattableString.Invariant($" ({tokens} tokens, {speed:0} a second)")
        : "";
}

/// <summary>The model writes slower than children read.</summary>
internal sealed class SlowModelRule : ModelRule
{
    private const double TokensAChildReads = 5;
    private const double CharactersAChildReads = 15;
    private const int EnoughCharacters = 40;

    public override DoctorVerdict? Judge(DoctorFindings all) =>
        all.Ollama?.Call is { Words: >= 2, TokensPerSecond: < TokensAChildReads and var tokens } ? Slow(all, FormattableString.Invariant($"{tokens:0.0} tokens a second"))
        : all.Run is { Characters: >= EnoughCharacters, WritingMs: > ALoad } run
            && run.Characters / run.WritingMs * 1000 is < CharactersAChildReads and var speed ? Slow(all, FormattableString.Invariant($"{speed:0.0} characters a second"))
        : null;

    private static DoctorVerdict Slow(DoctorFindings all, string speed) => Verdict(all, FaultKinds.SlowModel,
        $"{Name(all)} writes slower than children read: {speed}. Choose a smaller model, or see that all of it is in the graphics card (`ollama ps`).");
}
