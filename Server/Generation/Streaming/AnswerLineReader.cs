using System.Net;
using System.Runtime.CompilerServices;
using Interception.Server.Generation.Breakers;

namespace Interception.Server.Generation.Streaming;

/// <summary>What a line of an answer says, whatever the provider's words.</summary>
internal interface IAnswerLine
{
    /// <summary>Why the provider broke off; null when it did not.</summary>
    string? Error { get; }

    /// <summary>Whether a piece of text or thought is in it.</summary>
    bool HasPiece { get; }

    /// <summary>Whether it tells of the end.</summary>
    bool IsEnding { get; }
}

/// <summary>The lines of a streamed answer; whatever breaks it becomes one typed failure.</summary>
/// <param name="upstream">What the provider sends.</param>
/// <param name="parse">Reads a line; null when it is none of the provider's.</param>
/// <param name="ofEvents">Whether the lines are those of server-sent events.</param>
internal sealed class AnswerLineReader<T>(Stream upstream, Func<ReadOnlyMemory<byte>, T?> parse, bool ofEvents = false)
    where T : class, IAnswerLine
{
    private readonly LineReader _reader = new(upstream, ofEvents);
    private GenerationFailure _broken = GenerationFailure.Unavailable;

    /// <summary>The next line with a piece or a word of the end in it; others keep nobody's clock from running out.</summary>
    /// <returns>Valid until the next; null when the answer is over.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _reader.NextAsync(cancellationToken) is { } line)
            {
                var said = Said(line);
                if (said.HasPiece || said.IsEnding) return said;
            }
        }
        catch (IOException cut)
        {
            throw Broken(cut.Message, cut);
        }

        return null;
    }

    /// <summary>The next such line if it is there already; null when it has to be waited for.</summary>
    /// <returns>Valid until the next.</returns>
    public T? TryNext()
    {
        try
        {
            while (_reader.TryNext() is { } line)
            {
                var said = Said(line);
                if (said.HasPiece || said.IsEnding) return said;
            }
        }
        catch (IOException tooLong)
        {
            throw Broken(tooLong.Message, tooLong);
        }

        return null;
    }

    private T Said(ReadOnlyMemory<byte> line)
    {
        var said = parse(line) ?? throw Broken("A line of the answer cannot be read.");
        if (said.Error is { } error) throw Broken(ProviderErrorText.Shortened(error));
        _broken = said.HasPiece ? GenerationFailure.Interrupted : _broken;
        return said;
    }

    private GenerationException Broken(string message, Exception? cause = null)
    {
        // Before the first piece the breaker sees it; after it nobody else does.
        if (_broken == GenerationFailure.Interrupted) StageAttempt.Current?.BreakOff();
        return new(_broken, message, cause) { Status = (int)HttpStatusCode.OK };
    }
}
