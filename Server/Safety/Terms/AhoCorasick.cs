namespace Interception.Server.Safety.Terms;

/// <summary>Finds many patterns in one pass over a text (Aho and Corasick, 1975). A state is a prefix of some pattern.</summary>
internal sealed class AhoCorasick
{
    private readonly ushort[] _symbols = new ushort[char.MaxValue + 1];
    private readonly int _width;
    private readonly List<int> _next = [];
    private readonly List<int> _suffixes = [];
    private readonly List<int[]> _ends = [];

    public AhoCorasick(IReadOnlyList<string> patterns)
    {
        foreach (var c in patterns.SelectMany(pattern => pattern).Distinct()) _symbols[c] = (ushort)++_width;
        _width++;
        AddState();
        for (var number = 0; number < patterns.Count; number++) Add(patterns[number], number);
        Link();
    }

    /// <summary>How many states there are; 0 is the empty prefix.</summary>
    public int States => _ends.Count;

    /// <summary>The state after one more character.</summary>
    public int Next(int state, char c) => _next[state * _width + _symbols[c]];

    /// <summary>The numbers of the patterns that end here.</summary>
    public ReadOnlySpan<int> EndingAt(int state) => _ends[state];

    /// <summary>The state of the longest shorter suffix; it comes earlier in <see cref="InOrder"/>.</summary>
    public int Suffix(int state) => _suffixes[state];

    /// <summary>All states, the shorter prefixes first.</summary>
    public IReadOnlyList<int> InOrder { get; private set; } = [];

    private int AddState()
    {
        _next.AddRange(Enumerable.Repeat(0, _width));
        _suffixes.Add(0);
        _ends.Add([]);
        return _ends.Count - 1;
    }

    private void Add(string pattern, int number)
    {
        var state = 0;
        foreach (var c in pattern)
        {
            var at = state * _width + _symbols[c];
            if (_next[at] == 0) _next[at] = AddState();
            state = _next[at];
        }
        _ends[state] = [.. _ends[state], number];
    }

    // Breadth first: the state to fall back to is always finished first.
    private void Link()
    {
        var order = new List<int> { 0 };
        for (var i = 0; i < order.Count; i++)
        {
            for (var symbol = 1; symbol < _width; symbol++)
            {
                var (state, at) = (order[i], order[i] * _width + symbol);
                var fallen = state == 0 ? 0 : _next[_suffixes[state] * _width + symbol];
                if (_next[at] == 0) _next[at] = fallen;
                else order.Add(Fall(_next[at], fallen));
            }
        }

        InOrder = order;
    }

    private int Fall(int state, int suffix)
    {
        _suffixes[state] = suffix;
        _ends[state] = [.. _ends[state], .. _ends[suffix]];
        return state;
    }
}
