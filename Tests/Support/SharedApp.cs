namespace Interception.Tests.Support;

/// <summary>One server for all tests of a class, one after the other.</summary>
public sealed class SharedApp : IAsyncDisposable
{
    private Uri? _address;

    /// <summary>The server, with its defaults.</summary>
    public App App { get; } = new();

    /// <summary>A port of this machine where it listens.</summary>
    public Uri Address => _address ??= App.Listen();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => App.DisposeAsync();
}
