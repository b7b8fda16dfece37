namespace Interception.Server.Generation.Ollama;

/// <summary>The lines of an answer up to its <c>done</c>.</summary>
/// <remarks>Ollama reports errors after a 200 too, as a line of their own: <see href="https://docs.ollama.com/api/errors"/>.</remarks>
internal sealed class AnswerLines(Stream upstream)
{
    private readonly GuardedLines<AnswerLine> _lines = new(upstream, static line => AnswerLine.Parse(line.Span));

    /// <summary>Whether the answer has said that it is complete.</summary>
    public bool Done { get; private set; }

    /// <summary>The next line that says something; valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellationToken)
    {
        var said = await _lines.NextAsync(cancellationToken)
            ?? throw new GenerationException(GenerationFailure.Truncated, "The answer ended without 'done'.");
        Done = said.IsEnding;
        return _lines.Bytes;
    }
}
