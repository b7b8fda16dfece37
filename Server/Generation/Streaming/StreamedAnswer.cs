namespace Interception.Server.Generation.Streaming;

/// <summary>An answer that has begun; leaving it closes its connection.</summary>
/// <param name="response">What it comes in.</param>
/// <param name="lines">Where its lines come from.</param>
/// <param name="first">The first of them; null when there is none.</param>
internal sealed class StreamedAnswer(HttpResponseMessage response, AnswerLineReader<AnswerLine> lines, AnswerLine? first) : IDisposable
{
    /// <summary>The first line; null when there is none.</summary>
    public AnswerLine? First => first;

    /// <summary>Where the others come from.</summary>
    public AnswerLineReader<AnswerLine> Lines => lines;

    public void Dispose() => response.Dispose();
}
