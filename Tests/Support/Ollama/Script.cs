using System.Text;

namespace Interception.Tests.Support.Ollama;

/// <summary>How one call is answered: what is sent, when, and how it ends. It is immutable, so one script may serve many calls.</summary>
public sealed partial record Script
{
    private Script(params IEnumerable<Step> steps) => Steps = [.. steps];

    internal delegate Task Step(Reply reply);

    internal IReadOnlyList<Step> Steps { get; init; }

    internal Step Ending { get; init; } = reply => reply.DoneAsync("stop", "");

    internal Func<int, CancellationToken, Task> Release { get; init; } = (_, _) => Task.CompletedTask;

    internal Func<long, bool> CutsBefore { get; init; } = _ => false;

    internal int? Read { get; init; }

    /// <summary>An answer, token by token, that ends with <c>stop</c>.</summary>
    public static Script Tokens(params IEnumerable<string> tokens) =>
        new(tokens.Select(token => (Step)(reply => reply.SayAsync(token))));

    /// <summary>A verdict in the form and white space of a real one, with the nonce of its request.</summary>
    public static Script Verdict(string verdict, string category = "none") => new(async reply =>
    {
        var json = $$"""{ "nonce" : "{{reply.Request.Nonce}}" , "verdict" : "{{verdict}}" , "why" : "{{category}}" } """;
        foreach (var rune in json.EnumerateRunes()) await reply.SayAsync(rune.ToString());
    });

    /// <summary>Any other answer to a verdict call, in one token.</summary>
    public static Script Raw(string content) => Tokens(content);

    /// <summary>A stream of lines exactly as given, without the line feeds, and a clean end.</summary>
    public static Script Lines(params IEnumerable<string> lines) =>
        new Script(lines.Select(line => (Step)(reply => reply.PieceAsync(line)))).ThenEnd();

    /// <summary>A whole answer with a length.</summary>
    public static Script Status(int status, string body, string contentType = Wire.Json, params IEnumerable<string> headers) =>
        Body(status, Encoding.UTF8.GetBytes(body), contentType, headers);

    /// <inheritdoc cref="Status"/>
    public static Script Body(int status, byte[] body, string contentType = Wire.Json, params IEnumerable<string> headers) =>
        new(reply => reply.WholeAsync(status, body, contentType, headers)) { Ending = _ => Task.CompletedTask };

    /// <summary>An error before the first line.</summary>
    public static Script Error(int status, string message) => Status(status, Ollama.Lines.Error(message));

    /// <summary>A whole response, byte for byte, with its head. <c>Connection: close</c> in it is respected.</summary>
    public static Script Bytes(byte[] response) =>
        new(reply => reply.VerbatimAsync(response)) { Ending = _ => Task.CompletedTask };

    /// <summary>A recorded response of Ollama, such as <c>0.32.15/chat-thinking.http</c>, byte for byte.</summary>
    public static Script Recording(string name) => Bytes(Recordings.Bytes($"ollama/{name}"));

    /// <summary>Sends nothing until the client leaves.</summary>
    public static Script StallBeforeHeaders() => Tokens().ThenStall();

    /// <summary>Resets the connection before any byte.</summary>
    public static Script ResetBeforeHeaders() => Tokens().ThenReset();

    internal static Script Of(Step step, Step ending) => new(step) { Ending = ending };

    internal async Task PlayAsync(Reply reply)
    {
        foreach (var step in Steps) await step(reply);
        await Ending(reply);
    }
}
