namespace Interception.Tests.Support.Ollama;

/// <summary>The two courses of a download.</summary>
internal static class Pulls
{
    private const string NoManifest = "pull model manifest: file does not exist";
    private const string Digest = "6a0746a1ec1aef3e7ec53868f220ff6e389f6f8ef87a01d77c96807de94ca2aa";

    public static Script Unknown(OllamaRequest request) => request.Streams
        ? Script.Lines("""{"status":"pulling manifest"}""", Lines.Error(NoManifest))
        : Script.Error(500, NoManifest);

    public static Script Success(OllamaRequest request, ScriptedModel model)
    {
        var lines = request.Streams
            ? Script.Lines(Progress)
            : Script.Status(200, """{"status":"success"}""");
        return lines with { Ending = async reply => { model.Present = true; await lines.Ending(reply); } };
    }

    private static readonly string[] Progress =
    [
        """{"status":"pulling manifest"}""",
        $$"""{"status":"pulling 6a0746a1ec1a","digest":"sha256:{{Digest}}","total":4000000}""",
        $$"""{"status":"pulling 6a0746a1ec1a","digest":"sha256:{{Digest}}","total":4000000,"completed":2000000}""",
        $$"""{"status":"pulling 6a0746a1ec1a","digest":"sha256:{{Digest}}","total":4000000,"completed":4000000}""",
        """{"status":"verifying sha256 digest"}""",
        """{"status":"writing manifest"}""",
        """{"status":"removing unused layers"}""",
        """{"status":"success"}""",
    ];
}
