namespace Interception.Tests.Support;

/// <summary>One server for all tests of a class, one after the other.</summary>
public sealed class SharedApp : IAsyncDisposable
{
    /// <summary>The server, with its defaults.</summary>
    public App App { get; } = new();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => App.DisposeAsync();
}
