using System.Text;

namespace Interception.Server.Safety.Reading;

/// <summary>Decodes hidden characters: tags that repeat ASCII, selectors that stand for bytes, zero-width blanks that stand for bits.</summary>
internal static class HiddenMessages
{
    private const int FewestBits = 14;

    /// <summary>
    /// Other readings of a text that hides another one: with the hidden text in its place, beside it, and alone. Only the first one when
    /// the hidden text says nothing. The reading without it is always made elsewhere, because folding removes hidden characters.
    /// </summary>
    public static IReadOnlyList<string> ReadingsOf(string text)
    {
        if (!HiddenCharacters.MayBeIn(text)) return [];
        var (all, run, inPlace, apart) = (new List<Rune>(), new List<Rune>(), new StringBuilder(), new StringBuilder());
        foreach (var rune in text.EnumerateRunes())
        {
            if (HiddenCharacters.IsOne(rune.Value))
            {
                run.Add(rune);
                continue;
            }
            Close();
            inPlace.Append(rune);
            apart.Append(rune);
        }
        Close();
        return Of(all) is { Length: > 0 } alone ? [inPlace.ToString(), apart.ToString(), alone] : [inPlace.ToString()];

        void Close()
        {
            if (run.Count == 0) return;
            var message = Of(run);
            inPlace.Append(message);
            if (message.Length > 0) apart.Append(' ').Append(message).Append(' ');
            all.AddRange(run);
            run.Clear();
        }
    }

    /// <summary>The text that a run of hidden characters encodes; empty for no known encoding.</summary>
    private static string Of(List<Rune> run) => run.Count < FewestBits && !run.Exists(MayBeALetter) ? "" : string.Join(' ', new[]
    {
        string.Concat(run.Where(rune => rune.Value is >= 0xE0020 and <= 0xE007E).Select(rune => (char)(rune.Value & 0x7F))),
        Bytes(run, from: 16), Bytes(run, from: 0), Bits(run),
    }.Where(message => message.Any(char.IsLetterOrDigit)));

    private static bool MayBeALetter(Rune rune) => HiddenCharacters.IsTag(rune) || rune.Value >= 0xE0100;

    // Both encodings in use: the higher selectors continue at 16, or start at 0 again.
    private static string Bytes(IReadOnlyList<Rune> run, int from)
    {
        var bytes = run.Select(rune => rune.Value switch
        {
            >= 0xFE00 and <= 0xFE0F => rune.Value - 0xFE00,
            >= 0xE0100 and <= 0xE01EF => rune.Value - 0xE0100 + from,
            _ => -1,
        }).Where(value => value is >= ' ' and <= 0xFF or '\n').Select(value => (byte)value).ToArray();
        return bytes.Length == 0 ? "" : Encoding.UTF8.GetString(bytes).Replace('\uFFFD', ' ');
    }

    private static string Bits(IReadOnlyList<Rune> run)
    {
        var blanks = run.Where(rune => rune.Value is (>= 0x200B and <= 0x200F) or (>= 0x2060 and <= 0x2064) or 0xFEFF or 0x180E or 0xAD or 0x34F).ToList();
        var kinds = blanks.CountBy(rune => rune).OrderByDescending(kind => kind.Value).Select(kind => kind.Key).Take(2).ToList();
        if (blanks.Count < FewestBits || kinds.Count < 2) return "";
        // A character that is neither a one nor a zero separates two encoded characters.
        var bits = string.Concat(blanks.Select(rune => rune == kinds[0] ? '0' : rune == kinds[1] ? '1' : ' '));
        var turned = string.Concat(bits.Select(bit => bit switch { '0' => '1', '1' => '0', _ => ' ' }));
        return string.Join(' ', from way in new[] { bits, turned }
                                from width in new[] { 8, 7 }
                                let said = Said(way, width) where TextWrapping.IsPlausible(said) select said);
    }

    private static string Said(string bits, int width)
    {
        var groups = bits.Contains(' ') ? bits.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [.. bits.Chunk(width).Select(bit => new string(bit))];
        var bytes = groups.Where(group => group.Length is > 0 and <= 16).Select(group => Convert.ToInt32(group, 2)).Where(value => value is > 0 and < 256);
        return Encoding.UTF8.GetString([.. bytes.Select(value => (byte)value)]);
    }
}
