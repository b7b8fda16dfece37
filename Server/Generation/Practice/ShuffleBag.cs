namespace Interception.Server.Generation.Practice;

/// <summary>A shuffle bag: draws each word once before any comes again.</summary>
internal sealed class ShuffleBag(IEnumerable<string> words, Random random)
{
    private readonly string[] _all = [.. words];
    private readonly List<string> _left = [];
    private string _last = "";

    public string Next()
    {
        if (_left.Count == 0)
        {
            random.Shuffle(_all);
            _left.AddRange(_all);
        }

        _last = _left.Find(IsFresh) ?? _left[0];
        _left.Remove(_last);
        return _last;
    }

    // "Moon and dog", then "dog and moon": then the dog would stand in both places, as it could in another child's text.
    private bool IsFresh(string words) => words.Split(' ')[0] != _last.Split(' ')[^1];
}
