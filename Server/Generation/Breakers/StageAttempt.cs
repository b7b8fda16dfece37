using Interception.Server.Generation.Slots;

namespace Interception.Server.Generation.Breakers;

/// <summary>One attempt at a run's stage. The calls made for it note here when their server fails.</summary>
/// <remarks>It flows with the async work, so that no prompt and no check has to carry it.</remarks>
internal sealed class StageAttempt
{
    /// <summary>How many attempts a stage has at servers that were well.</summary>
    public const int Most = 3;

    private static readonly AsyncLocal<StageAttempt?> Flowing = new();

    private EndpointBreaker? _server;

    /// <summary>The attempt of the current work; null for other work, such as a test of the judge.</summary>
    public static StageAttempt? Current => Flowing.Value;

    /// <summary>The slot of its run; null when the run needs none.</summary>
    public IHeldSlot? Slot { get; init; }

    /// <summary>1, 2 or 3; attempts at servers that were already away do not count.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Whether the last call failed because of its server.</summary>
    public bool ServerFailed { get; private set; }

    /// <summary>Whether a server was well until it failed.</summary>
    public bool ServerWasWell { get; private set; }

    /// <summary>Whether one more attempt is allowed.</summary>
    public bool MayBeginAgain => ServerFailed && (Number < Most || !ServerWasWell);

    /// <summary>Runs work as part of this attempt.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        Flowing.Value = this;
        return await work();
    }

    /// <summary>Begins the next attempt.</summary>
    public void BeginAgain()
    {
        if (ServerWasWell) Number++;
        ServerFailed = false;
        ServerWasWell = false;
    }

    /// <summary>Starts counting anew, for a whole text that only waits for its verdict.</summary>
    public void BeginAnew() => Number = 1;

    /// <summary>Records that a server failed.</summary>
    /// <param name="wasWell">Whether it was well until then.</param>
    public void Fail(bool wasWell)
    {
        ServerFailed = true;
        // The judge asks once more by itself; by then the server is known to have failed.
        ServerWasWell |= wasWell;
    }

    /// <summary>Records that the last call failed for another reason.</summary>
    public void Forget() => ServerFailed = false;

    /// <summary>Records that a server answered.</summary>
    public void Answer(EndpointBreaker server)
    {
        ServerFailed = false;
        _server = server;
    }

    /// <summary>The answer broke off: its connection, its line, or the server.</summary>
    public void BreakOff()
    {
        Fail(wasWell: true);
        _server?.BreakOff();
    }
}
