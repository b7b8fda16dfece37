using System.Net;
using System.Runtime.CompilerServices;
using Interception.Server.Generation.Breakers;

namespace Interception.Server.Generation.Streaming;

/// <summary>The content of a line, in any provider's form.</summary>
internal interface IAnswerLine
{
    /// <summary>The provider's error; null for none.</summary>
    string? Error { get; }

    /// <summary>Whether it has a piece of text or thought.</summary>
    bool HasPiece { get; }

    /// <summary>Whether it says something about the end.</summary>
    bool IsEnding { get; }
}

/// <summary>Reads the lines of a streamed answer; every failure becomes one typed exception.</summary>
/// <param name="upstream">The response.</param>
/// <param name="parse">Parses a line; null when it is not the provider's.</param>
/// <param name="ofEvents">Whether the lines are those of server-sent events.</param>
internal sealed class AnswerLineReader<T>(Stream upstream, Func<ReadOnlyMemory<byte>, T?> parse, bool ofEvents = false)
    where T : class, IAnswerLine
{
    private readonly LineReader _reader = new(upstream, ofEvents);
    private GenerationFailure _broken = GenerationFailure.Unavailable;

    /// <summary>The next line with a piece or with the end; other lines do not keep the time limit from running out.</summary>
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

    /// <summary>The next such line if it has arrived; null when it must be waited for.</summary>
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
        // The breaker counts a failure before the first piece; a later one is reported elsewhere.
        if (_broken == GenerationFailure.Interrupted) StageAttempt.Current?.BreakOff();
        return new(_broken, message, cause) { Status = (int)HttpStatusCode.OK };
    }
}
