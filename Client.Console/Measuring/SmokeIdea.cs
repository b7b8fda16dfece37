using Interception.Server.Contracts;

namespace Interception.Client.Console.Measuring;

/// <summary>The request of <c>smoke</c>: long, and translated, so that a model writes in all stages.</summary>
internal static class SmokeIdea
{
    public static RunRequest Request { get; } = Of(Idea, Rules);

    /// <summary>A longer one, for a model whose text was too short to see it grow.</summary>
    public static RunRequest Longer { get; } = Of($"{Idea}\n\n{More}", $"{Rules}\n{AtLength}");

    private static RunRequest Of(string idea, string rules) => new()
    {
        Text = idea,
        Rules = rules,
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

    private const string More = """
        Am Bahnhof wartet vielleicht niemand mehr. Die Gleise sind überwachsen, aber die große Uhr geht noch, und eine
        Frau aus dem Dorf zieht sie jeden Sonntag auf. Sie sagt, dass ihr Großvater hier die Weichen gestellt hat und
        dass er Knöpfe sammelte, einen für jeden Zug, der pünktlich war. Wir wollen sie fragen, wem die Dose gehörte,
        ob der Zettel von ihm ist, und ob wir etwas hineinlegen sollen, bevor wir sie weitergeben. Danach gehen wir
        denselben Weg zurück und erzählen unterwegs allen, die wir treffen, was wir gefunden haben.
        """;

    private const string AtLength = """
        Erzähle ausführlich, in mindestens dreißig ganzen Sätzen und ohne etwas zusammenzufassen: jeden Ort am Weg,
        jedes Ding in der Dose, jedes Wetter, jede Stimme.
        """;
}
