namespace Interception.Server.Classroom;

/// <summary>
/// Names for children, who have no names here: a colour and an animal. They are English on the wire, so that every page can show them;
/// the page translates them and shows a picture of the animal, so that two pages mean the same child.
/// </summary>
internal static class NamePicker
{
    internal static readonly string[] Colours =
        ["amber", "coral", "golden", "green", "indigo", "lilac", "olive", "pink", "ruby", "silver", "sky", "teal"];

    internal static readonly string[] Animals =
    [
        "badger", "bear", "bee", "beetle", "butterfly", "camel", "cat", "crab", "dolphin", "dove", "duck", "elephant", "flamingo", "fox",
        "frog", "giraffe", "hedgehog", "koala", "lion", "mouse", "octopus", "otter", "owl", "panda", "parrot", "peacock", "penguin",
        "rabbit", "seal", "snail", "squirrel", "swan", "tiger", "turtle", "whale", "zebra",
    ];

    /// <summary>A name that no other child has.</summary>
    public static string Pick(IReadOnlySet<string> taken)
    {
        var all = Colours.Length * Animals.Length;
        var first = Random.Shared.Next(all);
        for (var n = 0; ; n++)
        {
            var at = (first + n) % all;
            // With more children than names, a number tells them apart.
            var name = $"{Colours[at % Colours.Length]} {Animals[at / Colours.Length]}{(n < all ? "" : $" {1 + n / all}")}";
            if (!taken.Contains(name)) return name;
        }
    }
}
