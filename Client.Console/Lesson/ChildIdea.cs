namespace Interception.Client.Console.Lesson;

/// <summary>What a child types, and what it adds when it revises.</summary>
internal sealed record ChildIdea(string Language, string Text, string Rules, string Addition)
{
    public static IReadOnlyList<ChildIdea> All { get; } =
    [
        new("de", "Ein blauer Vogel sitzt auf unserem Gartenzaun und wartet auf den Bus.", "Alles ist von unten gesehen.", "Da kommt der Bus."),
        new("de", "Meine Oma backt jeden Sonntag Apfelkuchen für die ganze Straße.", "Der Kuchen erzählt.", "Und er duftet nach Zimt."),
        new("de", "Im Keller der Schule steht ein altes Klavier, auf dem nachts jemand spielt.", "Nur Geräusche, keine Farben.", "Heute spielt es im Hof."),
        new("de", "Ein Regenschirm möchte einmal im Leben die Wüste sehen.", "Jeder Satz hat höchstens acht Wörter.", "Er packt einen Tropfen ein."),
        new("de", "Wir haben am Strand eine Flaschenpost mit einer Landkarte gefunden.", "Die Flasche ist sehr höflich.", "Auf der Karte fehlt eine Insel."),
        new("de", "Der Mond hat sich in einer Pfütze vor dem Bahnhof verlaufen.", "Aus der Sicht der Pfütze.", "Am Morgen ist er fort."),
        new("de", "Mein Fahrrad fährt lieber rückwärts, weil es die Berge von gestern vermisst.", "Wie ein Brief geschrieben.", "Viele Grüße vom Fahrrad."),
        new("de", "In der Bibliothek flüstern die Bücher miteinander, wenn niemand liest.", "Das kleinste Buch ist das klügste.", "Psst, da kommt jemand."),
        new("en", "A blue bird sits on a fence and counts the clouds.", "Everything is seen from below.", "One of the clouds counts back."),
        new("en", "Our class is going to build a boat out of milk cartons.", "The boat tells the story.", "It is a little proud."),
        new("en", "A lighthouse has fallen in love with a ship that never stops.", "Short sentences. No colours.", "Tonight the ship waves."),
        new("en", "My little brother believes that the wind lives in our letterbox.", "The wind answers.", "It has no time for letters."),
        new("en", "There is a door in the old oak behind the playground.", "Only what one can smell and hear.", "Today it stands open."),
        new("en", "A snail wins a race because all the others are looking at the sky.", "Told by the sky.", "The snail is not surprised."),
        new("en", "The last bus of the evening takes only dreams on board.", "Like a timetable.", "Please have your dreams ready."),
        new("en", "An old robot waters the flowers on the roof and gives them names.", "Every flower has a wish.", "One of them is called Tuesday."),
    ];
}
