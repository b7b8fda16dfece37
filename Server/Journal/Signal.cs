namespace Interception.Server.Journal;

/// <summary>Wakes the waiting readers, and costs nothing without any. Its owner's lock protects it.</summary>
internal sealed class Signal
{
    // Nearly always there is one reader; more of them are in a list.
    private ReaderWait? _first;
    private List<ReaderWait>? _others;

    /// <summary>Adds a reader to wake at the next <see cref="Wake"/>.</summary>
    public void Add(ReaderWait reader)
    {
        reader.Begin();
        if (_first is null || _first == reader) _first = reader;
        else if (_others?.Contains(reader) is not true) (_others ??= []).Add(reader);
    }

    /// <summary>Removes a reader that has left.</summary>
    public void Remove(ReaderWait reader)
    {
        if (_first == reader) _first = null;
        else _others?.Remove(reader);
    }

    /// <summary>Wakes all waiting readers.</summary>
    public void Wake()
    {
        var (first, others) = (_first, _others);
        _first = null;
        _others = null;
        first?.Wake();
        others?.ForEach(reader => reader.Wake());
    }
}
