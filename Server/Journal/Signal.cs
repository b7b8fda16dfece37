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
    public void Wake()
    {
        var (first, others) = (_first, _others);
        _first = null;
        _others = null;
        first?.Wake();
        others?.ForEach(reader => reader.Wake());
    }
}
