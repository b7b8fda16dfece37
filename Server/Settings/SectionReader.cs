using System.Reflection;
using Microsoft.Extensions.Options;

namespace Interception.Server.Settings;

/// <summary>Reads a section. An unknown key and a value of the wrong kind are refused, never ignored.</summary>
/// <param name="section">The section's name.</param>
/// <param name="values">The configured values.</param>
internal sealed class SectionReader<T>(string section, IConfigurationSection values) : IConfigureOptions<T>
    where T : class
{
    private static readonly PropertyInfo[] Known = typeof(T).GetProperties();

    public void Configure(T options)
    {
        foreach (var value in values.GetChildren()) Check(value);
        values.Bind(options);
    }

    private void Check(IConfigurationSection value)
    {
        var property = Array.Find(Known, known => known.Name.Equals(value.Key, StringComparison.OrdinalIgnoreCase))
            ?? throw Refused($"{section}:{value.Key} is not known; {section} has {string.Join(", ", Known.Select(known => known.Name))}.");
        // The binder would ignore it.
        if (property.PropertyType.IsArray && !string.IsNullOrEmpty(value.Value))
            throw Refused($"{section}:{property.Name} is '{value.Value}', but must be a list: {section}:{property.Name}:0 and so on.");
        try
        {
            value.Get(property.PropertyType);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw Refused($"{section}:{property.Name} is '{value.Value}', but must be {Kind(property.PropertyType)}.");
        }
    }

    private static OptionsValidationException Refused(string why) => new(typeof(T).Name, typeof(T), [why]);

    private static string Kind(Type type) =>
        type == typeof(TimeSpan) ? "a time such as 00:02:00"
        : type == typeof(bool) ? "true or false"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(Uri[]) ? "a list of addresses such as http://localhost:11434"
        : "a whole number";
}
