using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Interception.Tests.Support.Engines;

/// <summary>A program that a test starts, and that ends with the test, whatever it has started itself.</summary>
internal sealed class ChildProgram : IDisposable
{
    private readonly Process _process;

    private ChildProgram(Process process) => _process = process;

    /// <summary>Starts a program.</summary>
    /// <param name="environment">What stands in its environment beside our own.</param>
    /// <param name="arguments">The program and its arguments.</param>
    public static ChildProgram Start((string Key, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(arguments[0], arguments[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Waits until it writes a line of this form to its errors, and says what the first group is.</summary>
    public Task<string> ErrorsSayAsync(string form) => SaysAsync(_process.StandardError, form);

    /// <summary>The same for its output.</summary>
    public Task<string> SaysAsync(string form) => SaysAsync(_process.StandardOutput, form);

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<string> SaysAsync(StreamReader output, string form)
    {
        while (await output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (Regex.Match(line, form) is { Success: true } match) return match.Groups[1].Value;
        throw new InvalidOperationException($"The program has ended before it said {form}.");
    }
}
