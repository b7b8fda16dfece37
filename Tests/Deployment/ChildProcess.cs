using System.Diagnostics;
using System.Threading.Channels;

namespace Interception.Tests.Deployment;

/// <summary>A program that a test has started and that does not outlive it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _said = [];

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Its whole environment; null for this process's own.</param>
    /// <param name="folder">Where it starts; null for here.</param>
    public ChildProcess(IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(command.First(), command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        if (environment is not null) start.Environment.Clear();
        foreach (var (key, value) in environment ?? new Dictionary<string, string>()) start.Environment[key] = value;
        _process.StartInfo = start;
        _process.Start();
        _ = KeepAsync();
    }

    /// <summary>Its number on this machine.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it is over.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Waits for the next line in which this stands; lines before it are passed over.</summary>
    public async Task<string> LineAsync(string part)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
            if (line.Contains(part, StringComparison.Ordinal)) return line;
        throw new InvalidOperationException($"It ended without '{part}': {Said}");
    }

    /// <summary>Waits for its end, whatever it says until then.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await foreach (var _ in _lines.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            // All of it is kept.
        }
        return _process.ExitCode;
    }

    /// <summary>Runs a program that has to succeed.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> RunAsync(params string[] command)
    {
        await using var child = new ChildProcess(command);
        (await child.ExitCodeAsync()).Should().Be(0, "{0} said {1}", string.Join(' ', command), child.Said);
        return child.Said;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>All that it has said so far.</summary>
    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said);
        }
    }

    private async Task KeepAsync()
    {
        await Task.WhenAll(KeepAsync(_process.StandardOutput), KeepAsync(_process.StandardError));
        await _process.WaitForExitAsync();
        _lines.Writer.Complete();
    }

    private async Task KeepAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_said) _said.Add(line);
            _lines.Writer.TryWrite(line);
        }
    }
}
