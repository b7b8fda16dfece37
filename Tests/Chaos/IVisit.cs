using Interception.Server.Contracts;

namespace Interception.Tests.Chaos;

/// <summary>One connection of a client, until it breaks.</summary>
internal interface IVisit : IAsyncDisposable
{
    /// <summary>Starts the run, or finds it by the request's key.</summary>
    Task<string> StartAsync(object request);

    /// <summary>Goes on after the pause.</summary>
    Task ContinueAsync(string runId);

    /// <summary>Stops the run.</summary>
    Task StopAsync(string runId);

    /// <summary>The run's events after one that is known.</summary>
    IAsyncEnumerable<RunEvent> WatchAsync(string runId, long after);

    /// <summary>A stage's text from an offset on.</summary>
    /// <exception cref="SaidException">The server said why there is no more.</exception>
    IAsyncEnumerable<string> ReadAsync(string runId, Stage stage, int offset);
}

/// <summary>What the server said instead of more text; not a broken connection.</summary>
/// <param name="code">Its code.</param>
internal sealed class SaidException(string code) : Exception(code)
{
    /// <summary>Its code.</summary>
    public string Code => Message;
}
