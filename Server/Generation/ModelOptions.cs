using System.ComponentModel.DataAnnotations;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation;

/// <summary>Which model does which job. Bound from the <c>Models</c> section.</summary>
internal sealed class ModelOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Models";

    /// <summary>Lets the server choose.</summary>
    public const string Auto = "auto";

    /// <summary>The first choice, when it is installed.</summary>
    public const string Preferred = "local/gpt-oss:20b";

    private const string Form = @"[^\s/]\S*";
    private const string NameForm = @"(?!(?i:auto)$)[^\s/]\S*";
    private const string NameInWords = "a name such as local/gpt-oss:20b";
    private const string FormInWords = $"{Auto}, or {NameInWords}";

    /// <summary>Rewrites ideas; with <c>auto</c> gpt-oss:20b where it is there, else the model in memory, else the one fetched last that can write, the same for all jobs. Default: <c>auto</c>.</summary>
    [Required(ErrorMessage = FormInWords), RegularExpression(Form, ErrorMessage = FormInWords)]
    public string Interception { get; set; } = Auto;

    /// <summary>Writes finished pieces. Default: <c>auto</c>.</summary>
    [Required(ErrorMessage = FormInWords), RegularExpression(Form, ErrorMessage = FormInWords)]
    public string Output { get; set; } = Auto;

    /// <summary>Translates. Default: <c>auto</c>.</summary>
    [Required(ErrorMessage = FormInWords), RegularExpression(Form, ErrorMessage = FormInWords)]
    public string Translation { get; set; } = Auto;

    /// <summary>Judges texts; with <c>auto</c> a guard model (llama-guard, gpt-oss-safeguard) if one is installed, else the writer. Default: <c>auto</c>.</summary>
    [Required(ErrorMessage = FormInWords), RegularExpression(Form, ErrorMessage = FormInWords)]
    public string Safety { get; set; } = Auto;

    /// <summary>Replaces a configured model, the judge included, that no server has or whose server is away. Default: none.</summary>
    [RegularExpression(NameForm, ErrorMessage = NameInWords)]
    public string Fallback { get; set; } = "";

    /// <summary>Further models that a request may name. Default: none.</summary>
    public string[] Allowed { get; set; } = [];

    /// <summary>More marks of thoughts in a text, each written as opening and closing mark with a blank between. Default: none.</summary>
    [ThoughtForms]
    public string[] ThoughtForms { get; set; } = [];

    /// <summary>Every configured model once, with its provider in front.</summary>
    public IReadOnlyList<string> Names() => [.. ByKey().Select(named => named.Model.ToString()).Distinct()];

    /// <summary>The models that a class needs to begin.</summary>
    public IReadOnlyList<string> Needed() => [.. Jobs().Select(job => ModelName.Whole(job.Model)).Distinct()];

    /// <summary>The jobs of a model; empty for one that is only allowed.</summary>
    public IReadOnlyList<string> JobsOf(string model) => [.. Jobs().Where(job => ModelName.Whole(job.Model) == model).Select(job => job.Name)];

    /// <summary>Whether the server chooses the model of any job.</summary>
    internal bool IsAnyAuto => Jobs().Any(job => IsAuto(job.Model));

    /// <summary>Whether the server chooses the judge.</summary>
    internal bool IsJudgeAuto => IsAuto(Safety);

    /// <summary>The same options, with names in place of <c>auto</c>.</summary>
    internal ModelOptions With(string writer, string judge) => new()
    {
        Interception = IsAuto(Interception) ? writer : Interception,
        Output = IsAuto(Output) ? writer : Output,
        Translation = IsAuto(Translation) ? writer : Translation,
        Safety = IsAuto(Safety) ? judge : Safety,
        Fallback = Fallback,
        Allowed = Allowed,
        ThoughtForms = ThoughtForms,
    };

    /// <summary>The choice in words, one clause for each model: <c>local/bird for Interception, Output</c>.</summary>
    internal IEnumerable<string> InWords(ModelOptions chosen) =>
        from job in Jobs().Zip(chosen.Jobs())
        where IsAuto(job.First.Model)
        group job.First.Name by ModelName.Whole(job.Second.Model) into jobs
        select $"{jobs.Key} for {string.Join(", ", jobs)}";

    /// <summary>The models that an operator set for a job.</summary>
    internal IEnumerable<ModelName> SetByHand() => Jobs().Where(job => !IsAuto(job.Model)).Select(job => ModelName.Parse(job.Model));

    /// <summary>Every model by its key.</summary>
    internal IEnumerable<(string Key, ModelName Model)> ByKey() =>
        Jobs().Concat(Further()).Concat(Allowed.Select(model => (Name: nameof(Allowed), Model: model)))
            .Select(named => (named.Name, ModelName.Parse(named.Model)));

    private static bool IsAuto(string model) => model.Equals(Auto, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<(string Name, string Model)> Further() => Fallback.Length > 0 ? [(nameof(Fallback), Fallback)] : [];

    private IEnumerable<(string Name, string Model)> Jobs() =>
    [
        (nameof(Interception), Interception), (nameof(Output), Output), (nameof(Translation), Translation), (nameof(Safety), Safety),
    ];
}
