using System.Globalization;
using System.Text.RegularExpressions;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Safety.Judging;

/// <summary>Advice about a judge that failed its test: a guard model that fits the machine.</summary>
internal static partial class JudgeAdvice
{
    // The larger one first. The models on a machine show how large another one may be.
    private static readonly (string Model, string Size, double WhereBillions)[] Guards =
        [("gpt-oss-safeguard:20b", "14 GB", 18), ("llama-guard3:8b", "4.9 GB", 7), ("llama-guard3:1b", "1.6 GB", 0)];

    /// <summary>The advice, written to follow a colon.</summary>
    /// <param name="failed">The judge that failed.</param>
    /// <param name="present">The models of its server, as Ollama names them.</param>
    public static string For(string failed, IReadOnlyList<string> present)
    {
        var name = ModelName.Parse(failed);
        if (name.Provider != ModelName.Local) return "choose another one in Models:Safety.";
        var others = Guards.Where(guard => !OllamaModel.Same(guard.Model, name.Model)).ToList();
        if (others.FirstOrDefault(guard => present.Any(has => OllamaModel.Same(has, guard.Model))) is { Model: { } there })
            return $"name {there}, which is there, in Models:Safety.";
        var billions = present.Select(Billions).DefaultIfEmpty(0).Max();
        var (model, size, _) = others.First(guard => guard.WhereBillions <= billions || guard == others[^1]);
        return $"fetch a guard model with `ollama pull {model}` ({size}), and name it in Models:Safety unless that is auto.";
    }

    private static double Billions(string model) => Parameters().Match(model) is { Success: true } match
        ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : 0;

    [GeneratedRegex(@"[:\-](?:e)?([0-9]+(?:\.[0-9]+)?)b\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameters();
}
