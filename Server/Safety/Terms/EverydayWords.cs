using System.Collections.Frozen;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>Very common words, so that a streaming text need not wait for what follows them.</summary>
/// <remarks>Words that a hate term begins with are left out: <c>he</c>, <c>hei</c>, <c>sie</c>.</remarks>
internal static class EverydayWords
{
    private static readonly FrozenSet<string> Words = """
        a ab aber als also alt am an and any are arm arme as ash at auf aug auge augen aus aushangeschild bau bauch be beat
        bee been beet beete bei bet bete bett better bill bin bis blood blow blut bon boo boom bord borde borse brainchild
        bring brot broth build bull burn but butt buy by can child chili chill chilling comb commit cook cooking cry
        crystal cut da das dass death deep dein dem den depth der des deutsch deutsche deutschland dick die dill dir do doch
        dreck du durch eat eel eh ehre ei ein eine einem einen einer eines einzelkind end ending enkelkind enkelkinder er es
        etwas fill flick foot for free from fur gamma gang ganz gar gas gegen gel gele gelee geschlecht go godchild goes
        grandchild gras grass group gruppe gruppen gut haar hack had hai hall hallt hallte halt halte haltet hand
        handshake hang hanging harm harsch has hat hau have having heel heer hell hen her hero herr hill him hin his hit hohl
        hol hor how humankind hurt i ich if ihm ihn ihr ill im immer in inn ins is ist it its ja je join joint jump just kamm
        kammt kampf kann keel kehle kein keine keinen killing kin kind kinder king kinn kling komm komma kommas konigskind
        konigskinder kuh kuhn kummel lab lebe leben lebend lebendig lee lehre lehrer lehrerin let lie lieb liebe lieben
        liebend lieh lies like lila maas make man mankind marsch mass mast mein meine meinem menschenkind menschenkinder mich
        milkshake mill mir miss mit mitschuler mochte mol mole moo moth mother my nach nagel nail nicht nichts niemand no
        nobody noch nor not nothing nun nur nut ob oder of off ohne oil ol on one onkel only or orchid our out over own pee
        pen phon phone pi pie piece pile pill pille pip pipe poor pro pull pulli pullis puls race rag rap rappe real reel
        reich reih reihe reihen relic rill rim rip ritt ritze roh rohr root rot saal sad sail salut sand schade schadel schi
        schild schilt school schoolchild schule schulkind schwan secure see seen sei seif seil sein seine selbst self sell
        send shake shaken shooting sich sill silt sind sit six ski skill skin smoke smoking snuff so some son sonntagskind
        sons soon sorgenkind spass speer sporn spree stab star starr starve stepchild sting strip take taking tee teil teile
        tel telefon telefons tell than that the their them then there they thin this throw till tilt tire tired to tod too tor
        tow towel tran tu tue tur uber um und uns unter up us verge viel volk voll vom von vor waisenkind waisenkinder wann
        want war warum was we weer weil wenn wer werd werde were wet wett what when where which whit white who why wie will
        wir wird with wo womankind would wunderkind wunderkinder wunschkind you your zu zum zur
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The length of the longest word.</summary>
    public static readonly int Longest = Words.Max(word => word.Length);

    /// <summary>How many common words a term begins with: they may be shown before the rest is held back.</summary>
    public static int LeadOf(ListedTerm term) =>
        term.Words.Split(TextFolding.Gap, StringSplitOptions.RemoveEmptyEntries)[..^1].TakeWhile(Words.Contains).Count();

    /// <summary>True for a common word.</summary>
    public static bool IsOne(string word) => Words.Contains(word);

    /// <summary>The end of a text, when it is a common word, or little more than a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The index where its end begins.</param>
    /// <param name="end">Receives the end; as long as <see cref="Longest"/>.</param>
    /// <returns>The length of the end; 0 for any other end.</returns>
    public static int Read(FoldedText text, int from, Span<char> end)
    {
        var length = text.Count - from;
        if (length > Longest) return 0;
        for (var n = 0; n < length; n++) end[n] = text[from + n];
        end = end[..length];
        return IsNumbered(end.TrimEnd(TextFolding.Gap)) || (FoldedText.IsGap(text[from - 1]) && Known.Contains(end)) ? length : 0;
    }

    // For example 17, w17.
    private static bool IsNumbered(ReadOnlySpan<char> end) =>
        end.TrimEnd("0123456789") is var name && name.Length * 2 <= end.Length && !name.ContainsAnyInRange('0', '9');
}
