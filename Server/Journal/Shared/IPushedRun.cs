using StackExchange.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>What goes to Redis on a beat.</summary>
internal interface IPushedRun
{
    /// <summary>Whether its end, or its pause, is to be said: it is waited for, so that nobody finds the run here once it is another's, or nobody's.</summary>
    bool IsOver { get; }

    /// <summary>Sends what is new, and does not wait for the answer.</summary>
    /// <param name="gathered">What it goes with; null to go alone.</param>
    /// <returns>Completes with the answer; null when something else is being said at this moment.</returns>
    Task? Send(IBatch? gathered);

    /// <summary>Takes in the answer to what was sent.</summary>
    /// <returns>False when there is none, or one that asks for more: then <see cref="PushAsync"/> is to follow.</returns>
    bool TakeIn();

    /// <summary>Says all that is new, and waits until it is there.</summary>
    Task PushAsync();
}
