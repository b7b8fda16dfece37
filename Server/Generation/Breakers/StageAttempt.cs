using Interception.Server.Generation.Slots;

namespace Interception.Server.Generation.Breakers;

/// <summary>One beginning of a run's stage, as the calls see it that are made for it; they leave word here when their server fails.</summary>
/// <remarks>It goes with the flow of the work, so that no prompt and no check has to carry it.</remarks>
internal sealed class StageAttempt
{
    /// <summary>How often a stage is begun at servers that were well.</summary>
    public const int Most = 3;

    private static readonly AsyncLocal<StageAttempt?> Flowing = new();

    private EndpointBreaker? _server;

    /// <summary>The attempt for which the present work is done; null for none, such as a test of the judge.</summary>
    public static StageAttempt? Current => Flowing.Value;

    /// <summary>The place that its run holds; null for one that needs none.</summary>
    public IHeldSlot? Slot { get; init; }

    /// <summary>1, 2 or 3; beginnings at servers that were away already are not counted.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Whether the last call failed because its server did.</summary>
    public bool ServerFailed { get; private set; }

    /// <summary>Whether a server was well until it failed.</summary>
    public bool ServerWasWell { get; private set; }

    /// <summary>Whether it may be begun once more.</summary>
    public bool MayBeginAgain => ServerFailed && (Number < Most || !ServerWasWell);

    /// <summary>Does work for this attempt.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        Flowing.Value = this;
        return await work();
    }

    /// <summary>Begins once more.</summary>
    public void BeginAgain()
    {
        if (ServerWasWell) Number++;
        ServerFailed = false;
        ServerWasWell = false;
    }

    /// <summary>What follows is counted for itself: a whole text that only waits for its verdict.</summary>
    public void BeginAnew() => Number = 1;

    /// <summary>A server failed.</summary>
    /// <param name="wasWell">Whether it was well until then.</param>
    public void Fail(bool wasWell)
    {
        ServerFailed = true;
        // The judge asks once more by itself, and then at a server that is known to have failed.
        ServerWasWell |= wasWell;
    }

    /// <summary>The last call failed for another reason.</summary>
    public void Forget() => ServerFailed = false;

    /// <summary>A server answered.</summary>
    public void Answer(EndpointBreaker server)
    {
        ServerFailed = false;
        _server = server;
    }

    /// <summary>The answer broke off: its connection, its line, or the server itself.</summary>
    public void BreakOff()
    {
        Fail(wasWell: true);
        _server?.BreakOff();
    }
}
