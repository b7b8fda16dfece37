using Interception.Tests.Support;

namespace Interception.Tests.Deployment;

/// <summary>A real reverse proxy of this machine in front of a server, with settings and a folder of its own.</summary>
internal abstract class ReverseProxy : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ChildProcess _process;

    /// <summary>Starts it.</summary>
    /// <param name="program">Its name, and that of its settings in <c>Fixtures</c>.</param>
    /// <param name="path">The path that it serves.</param>
    /// <param name="settings">What stands for the words in capitals there, besides <c>PORT</c>.</param>
    /// <param name="arguments">How it is started, with the file of its settings.</param>
    protected ReverseProxy(string program, string path, IReadOnlyDictionary<string, string> settings, Func<FileInfo, string[]> arguments)
    {
        Address = new($"http://127.0.0.1:{LoopbackPort.FindFree()}{path}");
        _folder = Directory.CreateTempSubdirectory($"{program}-");
        var file = new FileInfo(Path.Combine(_folder.FullName, $"{program}.conf"));
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Deployment", "Fixtures", file.Name));
        text = settings.Aggregate(text, (known, setting) => known.Replace(setting.Key, setting.Value, StringComparison.Ordinal));
        File.WriteAllText(file.FullName, text.Replace("PORT", $"{Address.Port}", StringComparison.Ordinal));
        _process = new([Needs.Program(program), .. arguments(file)]);
    }

    /// <summary>What a browser would open.</summary>
    public Uri Address { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Waits until it takes calls.</summary>
    /// <param name="word">What it says then.</param>
    protected Task ReadyAsync(string word) => _process.LineAsync(word);
}
