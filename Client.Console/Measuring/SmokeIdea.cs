using Interception.Server.Contracts;

namespace Interception.Client.Console.Measuring;

/// <summary>What <c>smoke</c> asks for: long, and translated so that a model writes in all stages.</summary>
internal static class SmokeIdea
{
    public static RunRequest Request { get; } = new()
    {
        Text = Idea,
        Rules = Rules,
        Language = "de",
        TranslateTo = "en",
        TranslateOutputTo = "de",
        Output = nameof(OutputForm.Story),
        Until = nameof(Stage.Output),
    };

    private const string Idea = """
        Hinter unserer Schule steht ein alter Birnbaum, der jedes Jahr ein bisschen schiefer wird. Im Herbst sammeln
        wir die Birnen auf und bringen sie der Hausmeisterin, die daraus Kompott kocht. Letzte Woche haben wir in
        einem Astloch eine kleine Blechdose gefunden. Darin lagen drei Knöpfe, ein Stadtplan mit einer roten Linie
        und ein Zettel, auf dem nur stand: Bitte weitergeben. Wir haben beschlossen, der Linie zu folgen. Sie führt
        am Bach entlang, über die Brücke mit den vielen Schlössern und endet genau dort, wo früher der Bahnhof war.
        Morgen nach dem Unterricht gehen wir los und nehmen einen vierten Knopf mit.
        """;

    private const string Rules = """
        Erzähle alles aus der Sicht des Birnbaums. Er hört mehr, als er sieht, und er denkt in Jahreszeiten statt in
        Stunden. Niemand ist wichtiger als ein anderer, auch die Knöpfe nicht.
        """;
}
