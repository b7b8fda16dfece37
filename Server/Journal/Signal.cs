namespace Interception.Server.Journal;

/// <summary>Wakes the readers who wait, and costs nothing while nobody does. Its owner's lock guards it.</summary>
internal sealed class Signal
{
    // Nearly always there is one reader; the others are a list.
    private ReaderWait? _first;
    private List<ReaderWait>? _others;

    /// <summary>Wakes a reader at the next <see cref="Wake"/>.</summary>
    public void Add(ReaderWait reader)
    {
        reader.Begin();
        if (_first is null || _first == reader) _first = reader;
        else if (_others?.Contains(reader) is not true) (_others ??= []).Add(reader);
    }

    /// <summary>Forgets a reader who has left.</summary>
    public void Remove(ReaderWait reader)
    {
        if (_first == reader) _first = null;
        else _others?.Remove(reader);
    }

    /// <summary>Wakes everybody who waits now.</summary>
    public void Wake() => Take().Wake(here: false);

    /// <summary>Everybody who waits now, to be woken when the lock is left.</summary>
    public WaitingReaders Take()
    {
        var waiting = new WaitingReaders(_first, _others);
        _first = null;
        _others = null;
        return waiting;
    }
}

/// <summary>Readers who wait for the same.</summary>
internal readonly record struct WaitingReaders(ReaderWait? First, List<ReaderWait>? Others)
{
    /// <summary>Wakes them.</summary>
    /// <param name="here">On this thread, one after the other: only where no lock is held.</param>
    public void Wake(bool here)
    {
        First?.Wake(here);
        if (Others is not null)
            foreach (var reader in Others) reader.Wake(here);
    }
}
