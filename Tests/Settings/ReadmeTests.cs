using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Interception.Server.Settings;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Settings;

/// <summary>Holds the operators' table of settings and the code together.</summary>
public partial class ReadmeTests
{
    private const string Document = "Server/Settings/README.md";

    [Fact]
    public async Task The_settings_page_lists_every_key_with_its_default_its_range_and_its_meaning()
    {
        await using var app = new App();
        var table = string.Join('\n', app.Services.GetServices<OptionsSection>().OrderBy(section => section.Name, StringComparer.Ordinal).SelectMany(Rows));

        Repository.Text(Document).ReplaceLineEndings("\n").Should().Contain(table, "the table in {0} is this:\n{1}\n", Document, table);
    }

    private static IEnumerable<string> Rows(OptionsSection section)
    {
        var defaults = Activator.CreateInstance(section.Options);
        return section.Options.GetProperties().Select(key =>
            $"| `{section.Name}:{key.Name}` | {Default(key.GetValue(defaults))} | {Range(key)} | {Meaning(key)} |");
    }

    private static string Default(object? value) => value switch
    {
        "" => "",
        string text => $"`{text}`",
        IEnumerable => "",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static string Range(PropertyInfo key) => key.GetCustomAttribute<RangeAttribute>() is { } range
        ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
        : key.PropertyType.IsEnum ? string.Join(", ", Enum.GetNames(key.PropertyType)) : "";

    private static string Meaning(PropertyInfo key)
    {
        var docs = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Interception.Server.xml"));
        var summary = docs.Descendants("member").Single(member => (string?)member.Attribute("name") == $"P:{key.DeclaringType!.FullName}.{key.Name}")
            .Element("summary")!;
        foreach (var reference in summary.Elements("see").ToList()) reference.ReplaceWith(Cref().Match((string)reference.Attribute("cref")!).Value);
        foreach (var code in summary.Elements("c").ToList()) code.ReplaceWith($"`{code.Value}`");
        return Said().Replace(Space().Replace(summary.Value, " ").Trim(), "");
    }

    /// <summary>What the table has in a column of its own.</summary>
    [GeneratedRegex(@"( |^)Default: \S+( \w+)?\.$")]
    private static partial Regex Said();

    [GeneratedRegex(@"\w+$")]
    private static partial Regex Cref();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
