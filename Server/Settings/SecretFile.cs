using Microsoft.Extensions.Options;

namespace Interception.Server.Settings;

/// <summary>Reads a secret, which stands in the configuration itself or in a file. No error message ever shows it.</summary>
internal static class SecretFile
{
    /// <summary>Reads the secret and trims it.</summary>
    /// <param name="section">The section of both keys.</param>
    /// <param name="key">The key of the secret; the key of the file is the same with <c>File</c> at its end.</param>
    /// <param name="value">The value of the first key.</param>
    /// <param name="file">The value of the second key.</param>
    /// <returns>The secret; empty when neither key is set.</returns>
    /// <exception cref="OptionsValidationException">Both keys are set, or the file is missing or empty.</exception>
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
