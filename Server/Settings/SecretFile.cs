using Microsoft.Extensions.Options;

namespace Interception.Server.Settings;

/// <summary>A secret stands in the configuration itself or in a file; no refusal ever shows it.</summary>
internal static class SecretFile
{
    /// <summary>Reads it, without the white space around it.</summary>
    /// <param name="section">Where its keys are.</param>
    /// <param name="key">The key of the secret; the key of the file has <c>File</c> behind it.</param>
    /// <param name="value">What the first key says.</param>
    /// <param name="file">What the second says.</param>
    /// <returns>Empty when there is none.</returns>
    /// <exception cref="OptionsValidationException">Both are there, or the file says nothing.</exception>
    public static string Read(string section, string key, string value, string file)
    {
        if (file.Length == 0) return value.Trim();
        if (value.Length > 0) throw Refused($"{section} has {key} and {key}File: one is enough.");
        try
        {
            var secret = File.ReadAllText(file).Trim();
            return secret.Length > 0 ? secret : throw Refused($"{section}:{key}File is '{file}', which is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused($"{section}:{key}File is '{file}', which cannot be read.");
        }
    }

    private static OptionsValidationException Refused(string why) => new(nameof(SecretFile), typeof(SecretFile), [why]);
}
