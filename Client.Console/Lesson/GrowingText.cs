using System.Text;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Measuring;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A stage's text as a child's page has it, put together over reloads.</summary>
internal sealed class GrowingText(Stage stage, TimeProvider time)
{
    private readonly StringBuilder _text = new();
    private readonly long _start = time.GetTimestamp();
    private StreamMeter _meter = new(stage);

    public int Length => _text.Length;

    /// <summary>How the server says the stage ended; null while it has not.</summary>
    public StageEnd? End { get; set; }

    /// <summary>Between two pieces; the child's own reloads do not count.</summary>
    public TimeSpan LongestGap { get; private set; }

    /// <summary>Reads on at the character where it is.</summary>
    public async Task ReadAsync(RemoteRun run, Action grown, CancellationToken page)
    {
        _meter = new(stage);
        try
        {
            await foreach (var piece in run.TextAsync(stage, Length, page))
            {
                Add(piece);
                grown();
            }
        }
        catch (EndingException)
        {
            // The event that ends the stage says the same.
        }
        // A stream that is cancelled may end like any other.
        page.ThrowIfCancellationRequested();
    }

    public void Add(string piece)
    {
        _text.Append(piece);
        _meter.AddPiece(piece, time.GetElapsedTime(_start));
        if (_meter.LongestGap > LongestGap) LongestGap = _meter.LongestGap;
    }

    /// <summary>Whether it is as long as the server says and, to be exact, what the server gives who reads it from its beginning.</summary>
    public async Task<bool> IsWholeAsync(RemoteRun run, bool toTheCharacter, CancellationToken cancellationToken) => Length == End?.Chars
        && (!toTheCharacter || $"{this}" == string.Concat(await run.TextAsync(stage, cancellationToken).ToListAsync(cancellationToken)));

    public override string ToString() => _text.ToString();
}
