namespace Interception.Server.Generation.Slots;

/// <summary>The place that a run holds while it works. It is given back for as long as a server loads a model for it.</summary>
internal interface IHeldSlot
{
    /// <summary>Gives it back; nothing when it has been given back already.</summary>
    void GiveBack();

    /// <summary>Goes to the head of the line again, for a place at the same server.</summary>
    /// <param name="model">What is asked next, provider in front; null where it does not matter.</param>
    void Return(string? model);

    /// <summary>Waits until the place is held again; nothing when it is.</summary>
    Task HoldAsync(CancellationToken cancellationToken);
}
