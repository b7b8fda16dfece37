namespace Interception.Tests.Safety;

/// <summary>What children write, with words in it that a careless filter minds.</summary>
internal static class HarmlessIdeas
{
    public static TheoryData<string> All { get; } =
    [
        // Numbers, names and history.
        "1988", "88 Tasten", "Hausnummer 18", "SSV Ulm", "Messe", "Adolf-Reichwein-Schule", "KZ-Gedenkstätte",
        "Anne Frank Tagebuch", "Hindu-Tempel mit Swastika", "Sophie Scholl und die Weiße Rose",
        "Ein Interview mit meiner Uroma über die Zeit unter Hitler", "Stolpersteine in unserer Straße",
        "The diary of a girl who hid from the Nazis", "Charlie Chaplin dances with a globe",
        "Henry VIII had two of his wives beheaded", "Joan of Arc was burned alive", "Die Guillotine im Museum",
        // Words inside words.
        "Kreuzspinne mit Haken", "Heilpflanze", "Sieg im Finale", "Haken, Kreuz und Anker", "Siegfried heilt den Drachen",
        "Nach dem Sieg heilte die Wunde", "Heil und gesund kam der Hase zurück", "Hahn", "Dickhäuter", "Scunthorpe",
        "Essex", "Sussex und Middlesex", "assassin bug", "shiitake", "Analyse eines Analphabeten", "Am Canal Grande",
        "Ein Sextant auf hoher See", "Sechs Sextette", "Grapefruit und Trauben", "My therapist is a parrot",
        "A cockpit, a peacock and a shuttlecock", "Ein Cocktail aus Regenbogen", "Passau, Kassel und Assam",
        "grass, glass and class", "Schwarzenegger in Montenegro", "Der Niger fließt durch Nigeria", "Die Wüste Negev",
        "Die Mongolei im Winter", "Schlampermäppchen", "Seifenblasen", "Blasorchester", "Zebrastreifen und Comicstrip",
        "Die Heroine rettet die Stadt", "The heroine saves the day", "Rapsfeld, a field of rapeseed", "Hancock and Dickens",
        "Scheitern ist erlaubt", "Popcorn im Kino", "Die Hornisse im Kornfeld", "Arsenal gegen Chelsea",
        // Words with a second meaning, and umlauts that fold away.
        "nackte Wahrheit", "Schießscharte im Burgbild", "Mose teilt das Meer", "Die Toten tanzen am Día de Muertos",
        "Nacktschnecke und Nacktmull", "Eine nackte Statue aus Marmor", "Aktzeichnen mit Kohle", "Licht fällt durch die Ritzen",
        "Der Hund wedelt mit dem Schwanz", "Die Katze heißt Muschi", "Zwei Meisen und andere Vögel", "Wichtel im Wichtelwald",
        "A blue tit and a great tit", "Booby birds on the beach", "Puss in Boots", "A cock crows at dawn", "A horny toad in the desert",
        "Puff, der Zauberdrache", "Der Gärtner mit der Hacke", "Gras und Heu rauchen nach dem Brand", "Magic mushrooms that make you tiny",
        "Ein Joint Venture", "flame retardant paint", "a chink in the armour",
        // Death, fights and fear, as stories need them.
        "Tod in Venedig", "Blut spenden", "Der Ritter tötet den Drachen", "Mord im Orientexpress", "Die Folterkammer im Burgmuseum",
        "Der Killerwal und die Robbe", "Killer whales and assassins", "Eine Badebombe bauen", "I make a bath bomb for Grandma",
        "Bombenstimmung auf der Party", "Schneeballschlacht", "Ich sterbe vor Lachen", "Kill two birds with one stone",
        "I am dying to see you", "Die Hexe kommt in den Ofen", "Romeo und Julia sterben zusammen", "Mein Opa ist gestorben",
        "Wenn ich tot bin, werde ich ein Baum", "Ein Traum, aus dem ich nie wieder aufwachen will", "Dornröschen schläft hundert Jahre",
        "I cut myself a slice of cake", "Ich bin ein Bild, du kannst mich aufhängen", "Ich bring dich um acht zur Schule",
        "I want to shoot my classmates in black and white", "Die Pistole schießt Konfetti", "Das Messer schneidet den Himmel auf",
        // Nothing but ideas.
        "Ein Haus, das Angst vor Treppen hat", "A cloud that sells umbrellas", "Mein Schatten geht allein zur Schule",
        "The moon forgot its name", "Unsere Stadt unter Wasser", "Roboteroma strickt Kabel", "🐸🎩 und ein 👨‍👩‍👧‍👦",
        "Bir kedi ve bir balık", "قطة تحلم بالبحر", "Кот, который боялся мышей", "猫と月", "",
    ];
}
