using Interception.Server.Generation;
using Interception.Server.Generation.Practice;
using Interception.Server.Pipeline;

namespace Interception.Tests.Generation.Practice;

/// <summary>Twenty ideas as children write them, in both languages.</summary>
internal static class Samples
{
    public static readonly string[] German =
    [
        "Ein Roboter, der nachts auf dem Mond Blumen gießt",
        "Meine Oma fährt mit einem roten Traktor durch die Stadt",
        "Ein Hund, der fliegen kann",
        "Im Klassenzimmer wächst ein Baum aus dem Pult",
        "Die Katze und der Regenschirm",
        "Ein Wal schwimmt durch den Himmel und singt",
        "Ich habe einen Schlüssel gefunden, der in keine Tür passt",
        "Der Bus kommt zu spät, weil ein Igel die Straße überquert",
        "Eine Bibliothek unter Wasser, in der Fische lesen",
        "Mein Schatten ist weggelaufen",
        "Zwei Freunde bauen ein Boot aus Zeitungen",
        "Ein Vulkan, der Schokolade spuckt",
        "Das Fahrrad träumt vom Meer",
        "Ein Fußballspiel, bei dem der Ball nicht mehr herunterkommt",
        "Der letzte Schneemann im Sommer",
        "Meine Schwester spricht mit Vögeln",
        "Ein Brief an mich selbst in hundert Jahren",
        "Die Uhr bleibt stehen und alle Kinder laufen weiter",
        "Ein Zirkus aus lauter Ameisen",
        "Wenn Bäume umziehen könnten",
    ];

    public static readonly string[] English =
    [
        "A robot that waters flowers on the moon at night",
        "My grandmother drives a red tractor through the city",
        "A dog that can fly",
        "A tree grows out of the teacher's desk",
        "The cat and the umbrella",
        "A whale swims across the sky and sings",
        "I found a key that fits no door",
        "The bus is late because a hedgehog is crossing the road",
        "A library under water where fish read",
        "My shadow ran away",
        "Two friends build a boat out of newspapers",
        "A volcano full of chocolate",
        "The bicycle dreams of the sea",
        "A football match where the ball never comes down",
        "The last snowman in summer",
        "My sister talks to birds",
        "A letter to myself in a hundred years",
        "The clock stops and all the children keep running",
        "A circus made of ants",
        "If trees could move house",
    ];

    public static readonly string[] Forms = ["Story", "Poem", "Picture", "Code"];

    public static IReadOnlyList<string> Ideas(string language) => language == "de" ? German : English;

    public static IReadOnlyList<(string Id, string Name, string Rules)> Presets(string language) =>
        new PresetCatalog().All(language);

    public static ModelPrompt Prompt(GenerationJob job, string text, string? rules = null, string? form = null) => new(
        job, ModelName.PracticeVoice, "",
        rules is null ? [new("text", text)] : [new("rules", rules), new("idea", text)])
    { Form = form };

    /// <summary>What the practice voice makes of an idea.</summary>
    public static string Intercept(string idea, string rules) => PracticeWriter.Write(Prompt(GenerationJob.Interception, idea, rules));
}
