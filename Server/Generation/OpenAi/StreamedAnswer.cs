using System.Runtime.CompilerServices;

namespace Interception.Server.Generation.OpenAi;

/// <summary>An answer that has begun; leaving it closes its connection.</summary>
internal sealed class StreamedAnswer(HttpResponseMessage response, GuardedLines<AnswerChunk> lines, AnswerChunk? first) : IDisposable
{
    /// <summary>What it says up to <c>[DONE]</c>, or up to its end; each under the clock between tokens.</summary>
    public async IAsyncEnumerable<AnswerChunk> ChunksAsync(
        Clock betweenTokens, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunk = first;
        while (chunk is { IsDone: false })
        {
            yield return chunk;
            chunk = await betweenTokens.RunAsync(static (lines, token) => lines.NextAsync(token), lines, cancellationToken);
        }
    }

    public void Dispose() => response.Dispose();
}
