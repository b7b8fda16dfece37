using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Generation;

/// <summary>Which model does which job. Bound from the <c>Models</c> section.</summary>
public sealed class ModelOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Models";

    private const string Default = "local/gpt-oss:20b";
    private const string Form = @"[^\s/]\S*";
    private const string FormInWords = "a name such as local/gpt-oss:20b";

    /// <summary>Rewrites ideas. Default: <c>local/gpt-oss:20b</c>.</summary>
    [Required(ErrorMessage = FormInWords), RegularExpression(Form, ErrorMessage = FormInWords)]
    public string Interception { get; set; } = Default;

    /// <summary>Writes finished pieces. Default: <c>local/gpt-oss:20b</c>.</summary>
    [Required(ErrorMessage = FormInWords), RegularExpression(Form, ErrorMessage = FormInWords)]
    public string Output { get; set; } = Default;

    /// <summary>Translates. Default: <c>local/gpt-oss:20b</c>.</summary>
    [Required(ErrorMessage = FormInWords), RegularExpression(Form, ErrorMessage = FormInWords)]
    public string Translation { get; set; } = Default;

    /// <summary>Judges. Default: <c>local/gpt-oss:20b</c>.</summary>
    [Required(ErrorMessage = FormInWords), RegularExpression(Form, ErrorMessage = FormInWords)]
    public string Safety { get; set; } = Default;

    /// <summary>Does the job of a configured model, the judge's too, that no server has or whose server cannot be reached. Default: none.</summary>
    [RegularExpression(Form, ErrorMessage = FormInWords)]
    public string Fallback { get; set; } = "";

    /// <summary>Further models that a request may name. Default: none.</summary>
    public string[] Allowed { get; set; } = [];

    /// <summary>Further marks of thoughts in a text, each what opens and what closes them, with a blank between. Default: none.</summary>
    [ThoughtForms]
    public string[] ThoughtForms { get; set; } = [];

    /// <summary>Every model that is configured, once, provider in front.</summary>
    public IReadOnlyList<string> Names() => [.. ByKey().Select(named => named.Model.ToString()).Distinct()];

    /// <summary>The models without which a class cannot begin.</summary>
    public IReadOnlyList<string> Needed() => [.. Jobs().Select(job => ModelName.Whole(job.Model)).Distinct()];

    /// <summary>What a model is configured for; empty for one that is only allowed.</summary>
    public IReadOnlyList<string> JobsOf(string model) => [.. Jobs().Where(job => ModelName.Whole(job.Model) == model).Select(job => job.Name)];

    /// <summary>Every model by the key that names it.</summary>
    internal IEnumerable<(string Key, ModelName Model)> ByKey() =>
        Jobs().Concat(Further()).Concat(Allowed.Select(model => (Name: nameof(Allowed), Model: model)))
            .Select(named => (named.Name, ModelName.Parse(named.Model)));

    private IEnumerable<(string Name, string Model)> Further() => Fallback.Length > 0 ? [(nameof(Fallback), Fallback)] : [];

    private IEnumerable<(string Name, string Model)> Jobs() =>
    [
        (nameof(Interception), Interception), (nameof(Output), Output), (nameof(Translation), Translation), (nameof(Safety), Safety),
    ];
}
