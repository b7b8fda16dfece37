using Interception.Server.Delivery.Callers;
using Interception.Server.Settings;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Access;

/// <summary>Refuses invalid codes, in one line that never shows a code.</summary>
internal sealed class AccessOptionsCheck : IValidateOptions<AccessOptions>
{
    private const int Longest = 64;
    private const int ShortestOfTheClass = 4;
    private const int ShortestOfTheTeacher = 8;

    /// <summary>Reads codes from their files.</summary>
    /// <exception cref="OptionsValidationException">A file is missing or empty.</exception>
    public static void ReadFiles(AccessOptions access)
    {
        access.Code = SecretFile.Read("Access", nameof(access.Code), access.Code, access.CodeFile);
        access.TeacherCode = SecretFile.Read("Access", nameof(access.TeacherCode), access.TeacherCode, access.TeacherCodeFile);
    }

    public ValidateOptionsResult Validate(string? name, AccessOptions access)
    {
        var wrong = new[]
        {
            Wrong(nameof(access.Code), access.Code, ShortestOfTheClass),
            Wrong(nameof(access.TeacherCode), access.TeacherCode, ShortestOfTheTeacher),
            access.Code.Length > 0 && AccessCodes.AreEqual(access.Code, access.TeacherCode)
                ? "Access:Code and Access:TeacherCode are the same, but must be two." : null,
            access.KeysFolder.Length > 0 && !CanBeWritten(access.KeysFolder)
                ? $"Access:KeysFolder is '{access.KeysFolder}', which cannot be written."
                : !CookieKeys.CanSeal(access)
                ? $"Access:KeysFolder is '{access.KeysFolder}', whose keys cannot be read; without them new ones are made, and everybody comes in anew." : null,
        }.OfType<string>().ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static string? Wrong(string key, string code, int shortest) =>
        code.Length == 0 || (code.Length >= shortest && code.Length <= Longest && code.All(char.IsAsciiLetterOrDigit))
            ? null
            : $"Access:{key} must be {shortest} to {Longest} letters and digits without accents.";

    private static bool CanBeWritten(string folder)
    {
        try
        {
            using var file = File.Create(Path.Combine(Directory.CreateDirectory(folder).FullName, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
