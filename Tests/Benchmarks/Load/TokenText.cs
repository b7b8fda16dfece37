using System.Globalization;
using System.Text;

namespace Interception.Benchmarks.Load;

/// <summary>What the model writes: the same harmless story in every stream, of which the term filter holds nothing back.</summary>
internal static class TokenText
{
    /// <summary>Tokens a second in each stream.</summary>
    public const int PerSecond = 30;

    /// <summary>A longer text would come to the product's limit.</summary>
    public const int Most = 1_200;

    private const string Story =
        "Der| klei|ne| Dra|che| wohn|te| im| Wald| und| mal|te| jeden| Morgen| ein| Bild| vom| Wetter|.| Heute| reg|nete| es| leise|,| und| der| Drache| mal|te| Wol|ken|.|";

    private static readonly string[] Pieces = Story.Split('|', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The tokens in order; the first one begins with no blank, as the product's texts do.</summary>
    public static readonly string[] Tokens = [.. Enumerable.Range(0, Most).Select(n => n > 0 && n % Pieces.Length == 0 ? " " + Pieces[0] : Pieces[n % Pieces.Length])];

    /// <summary>Where each token ends in the text.</summary>
    public static readonly int[] Ends = EndsOf();

    /// <summary>Each token as Ollama sends it, in a chunk of HTTP.</summary>
    public static readonly byte[][] Chunks = [.. Tokens.Select(token => Chunk($$"""{"model":"m","created_at":"2026-11-26T10:00:00.000000000Z","message":{"role":"assistant","content":"{{token}}"},"done":false}""" + "\n"))];

    /// <summary>The last line, and the end of the answer.</summary>
    public static readonly byte[] End = [.. Chunk("""{"model":"m","created_at":"2026-11-26T10:00:00.000000000Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":900000000,"load_duration":1000000,"prompt_eval_count":4000,"prompt_eval_duration":1000000,"eval_count":400,"eval_duration":800000000}""" + "\n"), .. "0\r\n\r\n"u8];

    private static byte[] Chunk(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return [.. Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. bytes, .. "\r\n"u8];
    }

    private static int[] EndsOf()
    {
        var ends = new int[Most];
        for (int n = 0, end = 0; n < Most; n++) ends[n] = end += Tokens[n].Length;
        return ends;
    }
}
