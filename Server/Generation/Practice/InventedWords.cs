namespace Interception.Server.Generation.Practice;

/// <summary>Names, secret words and numbers made up for one text.</summary>
internal sealed class InventedWords
{
    private static readonly string[] Starts =
        ["Bel", "Fen", "Jor", "Lum", "Mar", "Nel", "Pel", "Quin", "Sil", "Tam", "Vel", "Wim", "Yor", "Zan", "Elf",
        "Ilm", "Or", "Tor", "Bram", "Dal", "Rov", "Kes", "Hal", "Lor", "Mir", "Tev", "Bor", "Ser", "Wen", "Jul", "Ald", "Ter",
        "Flor", "Gal", "Hol", "Jal", "Kor", "Lim", "Mel", "Nor", "Ol", "Per", "Ral", "Sol", "Til", "Ul", "Var", "Wal",
        "Bin", "Cal", "Del", "Em", "Fil", "Grim", "Im", "Jen", "Kil", "Len", "Mon", "Nim"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ia", "io", "eo"];
    private static readonly string[] Middles =
        ["la", "ri", "no", "ve", "do", "mi", "sa", "tu", "ne", "lo", "fa", "ze", "go", "be", "wo", "ra", "di", "ju", "na",
        "me"];
    private static readonly string[] Ends = ["", "n", "l", "r", "m", "na", "lo", "ra"];

    private readonly Random _random;
    private readonly Dictionary<string, string> _secrets = new(StringComparer.OrdinalIgnoreCase);

    public InventedWords(Random random)
    {
        _random = random;
        Name = NewName();
        OtherName = NewName();
    }

    public string Name { get; }

    public string OtherName { get; }

    /// <summary>The secret word for a word; the same word always gets the same one.</summary>
    public string For(string word) =>
        _secrets.TryGetValue(word, out var secret) ? secret : _secrets[word] = NewName().ToLowerInvariant();

    /// <summary>Three digits without 1, 4 and 8, because some numbers are hate symbols.</summary>
    public int Number() => 100 * Digit() + 10 * Digit() + Digit();

    private int Digit() => Pick([2, 3, 5, 6, 7, 9]);

    private string NewName() => Pick(Starts) + Pick(Vowels) + Pick(Middles) + Pick(Ends);

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
