namespace Interception.Server.Generation.Slots;

/// <summary>The slot that a run holds while it works. It is given back while a server loads a model for the run.</summary>
internal interface IHeldSlot
{
    /// <summary>Gives it back; a second call does nothing.</summary>
    void GiveBack();

    /// <summary>Joins the queue again, at its head, for a slot at the same server.</summary>
    /// <param name="model">The model asked next, with its provider in front; null when any will do.</param>
    void Return(string? model);

    /// <summary>Waits until the slot is held again; returns at once when it is.</summary>
    Task HoldAsync(CancellationToken cancellationToken);
}
