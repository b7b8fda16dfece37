using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Interception.Server.Settings;

/// <summary>Checks a section by its attributes and says in one line which key, which value and what is allowed.</summary>
/// <param name="section">The section's name.</param>
internal sealed class SectionCheck<T>(string section) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var wrong = typeof(T).GetProperties().SelectMany(property => Wrong(property, property.GetValue(options))).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Wrong(PropertyInfo property, object? value) =>
        property.GetCustomAttributes<ValidationAttribute>()
            .Where(rule => !rule.IsValid(value))
            .Take(1)
            .Select(rule => $"{section}:{property.Name} is '{Shown(value)}', but must be {Allowed(rule)}.");

    private static string Allowed(ValidationAttribute rule) =>
        rule is RangeAttribute range
            ? string.Create(CultureInfo.InvariantCulture, $"between {range.Minimum} and {range.Maximum}")
            : rule.ErrorMessage ?? rule.FormatErrorMessage("it");

    private static string Shown(object? value) => value is IEnumerable and not string
        ? string.Join(", ", ((IEnumerable)value).Cast<object>())
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
