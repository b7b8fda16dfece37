using System.Globalization;
using System.Text.Json.Serialization;
using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Limits;

namespace Interception.Server.Runs;

/// <summary>Reads a request: validates every field, sets the defaults, chooses the models.</summary>
internal sealed class RunRequestReader(PresetCatalog presets, RunModelSelector selector, RunPlanner plans)
{
    private const string DefaultLanguage = "en";

    /// <summary>Reads a request for a whole run.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>, naming the field.</exception>
    public async Task<RunSpec> ReadAsync(RunRequest? request, CancellationToken cancellationToken)
    {
        if (request is null) throw FieldValidation.Refused("request", "is missing");
        if (request.Unknown?.Keys.FirstOrDefault() is { } unknown) throw FieldValidation.Unknown(unknown);
        CheckKey(request.Key);
        var plan = plans.Until(request.Until);
        var language = Language("language", request.Language) ?? DefaultLanguage;
        return new(new(new()
        {
            Idea = VisibleFieldCheck.Required("text", request.Text?.Trim(), FieldValidation.MaxIdea),
            Rules = Rules(request, language),
            HasPresetRules = !string.IsNullOrEmpty(request.Preset),
            Style = VisibleFieldCheck.Optional("style", request.Style, FieldValidation.MaxStyle),
            Language = language,
            TranslateTo = Language("translateTo", request.TranslateTo),
            TranslateOutputTo = Language("translateOutputTo", request.TranslateOutputTo),
            Form = Choice("output", request.Output, OutputForm.Story, Enum.GetValues<OutputForm>()),
            Models = await selector.ForAsync(request.Model, cancellationToken),
        }), plan);
    }

    /// <summary>Reads the platform's request for one stage; stages after the pause begin with the text as a finished interception.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>, naming the field.</exception>
    public async Task<RunSpec> ReadAsync(Stage upTo, StageRequest request, CancellationToken cancellationToken)
    {
        var begins = plans.BeginsWithIdea(upTo);
        var text = VisibleFieldCheck.Required(request.TextField, request.Text?.Trim(), begins ? FieldValidation.MaxIdea : FieldValidation.MaxInterception);
        return new(new(new()
        {
            Idea = begins ? text : null,
            Rules = VisibleFieldCheck.Optional("context", request.Rules, FieldValidation.MaxRules),
            Style = VisibleFieldCheck.Optional("style_prompt", request.Style, FieldValidation.MaxStyle),
            Language = DefaultLanguage,
            Models = await selector.ForAsync(request.Model, cancellationToken),
            Fields = new(request.TextField, "context", "style_prompt"),
        })
        { Revision = begins ? null : text }, plans.UpTo(upTo));
    }

    private string? Rules(RunRequest request, string language)
    {
        var rules = VisibleFieldCheck.Optional("rules", request.Rules, FieldValidation.MaxRules);
        if (string.IsNullOrEmpty(request.Preset)) return rules;
        if (!string.IsNullOrWhiteSpace(rules)) throw FieldValidation.Refused("preset", "goes instead of rules, not with them");
        return presets.Find(request.Preset, language) ?? throw FieldValidation.Refused("preset", "is none of /api/presets");
    }

    private static void CheckKey(string? key)
    {
        if (FieldValidation.Optional("key", key, 64) is { Length: < 16 }) throw FieldValidation.Refused("key", "has fewer than 16 characters");
    }

    private static T Choice<T>(string field, string? name, T otherwise, ReadOnlySpan<T> choices) where T : struct, Enum
    {
        if (name is null) return otherwise;
        foreach (var choice in choices)
            if (choice.ToString() == name) return choice;
        throw FieldValidation.Refused(field, $"is none of {string.Join(", ", choices.ToArray())}");
    }

    private static string? Language(string field, string? tag)
    {
        if (tag is null) return null;
        try
        {
            if (tag.Length is > 1 and < 36 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
                return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name;
        }
        catch (CultureNotFoundException)
        {
            // Refused below, in the same words as a malformed tag.
        }
        throw FieldValidation.Refused(field, "is not the tag of a known language, such as de or en-GB");
    }
}

/// <summary>A run to be started.</summary>
/// <param name="Material">What it works on.</param>
/// <param name="Plan">Its stages.</param>
internal sealed record RunSpec(RunMaterial Material, RunPlan Plan)
{
    /// <summary>The owner, whose runs share their turns in the queue; null shares with nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>The child in class; null for a child by itself.</summary>
    public string? Child { get; init; }

    /// <summary>The limits that it counts against: a session's and its address's; empty for none.</summary>
    public IReadOnlyList<LimitShare> Accounts { get; init; } = [];

    /// <summary>The caller's own name for it; null for none.</summary>
    public string? KeyName { get; init; }
}

/// <summary>The platform's request for one stage.</summary>
/// <param name="Text">The idea, or for a stage after the pause a finished interception.</param>
/// <param name="Rules">The rules; null for none.</param>
/// <param name="Style">A style, put in front of the rules; null for none.</param>
/// <param name="Model">An allowed model; null for the configured one.</param>
internal sealed record StageRequest(string? Text, string? Rules, string? Style, string? Model)
{
    /// <summary>The caller's name for the text, used in refusals: <c>prompt</c>, or its synonym <c>text</c>. It makes no other difference.</summary>
    [JsonIgnore]
    public string TextField { get; init; } = "prompt";
}
