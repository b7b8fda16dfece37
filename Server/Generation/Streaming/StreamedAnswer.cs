namespace Interception.Server.Generation.Streaming;

/// <summary>An answer that has begun; disposing it closes its connection.</summary>
/// <param name="response">The response.</param>
/// <param name="lines">The lines of the response.</param>
/// <param name="first">The first line; null for none.</param>
internal sealed class StreamedAnswer(HttpResponseMessage response, AnswerLineReader<AnswerLine> lines, AnswerLine? first) : IDisposable
{
    /// <summary>The first line; null for none.</summary>
    public AnswerLine? First => first;

    /// <summary>The other lines.</summary>
    public AnswerLineReader<AnswerLine> Lines => lines;

    public void Dispose() => response.Dispose();
}
