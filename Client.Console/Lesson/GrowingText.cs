using System.Text;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Measuring;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A stage's text on a child's page, put together over reloads.</summary>
internal sealed class GrowingText(Stage stage, TimeProvider time)
{
    private readonly StringBuilder _text = new();
    private readonly long _start = time.GetTimestamp();
    private StreamMeter _meter = new(stage);

    public int Length => _text.Length;

    /// <summary>The end of the stage as the server reports it; null before.</summary>
    public StageEnd? End { get; set; }

    /// <summary>The longest time between two pieces; the child's own reloads do not count.</summary>
    public TimeSpan LongestGap { get; private set; }

    /// <summary>Continues to read at the character where it is.</summary>
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
        // A cancelled stream may end without an exception.
        page.ThrowIfCancellationRequested();
    }

    public void Add(string piece)
    {
        _text.Append(piece);
        _meter.AddPiece(piece, time.GetElapsedTime(_start));
        if (_meter.LongestGap > LongestGap) LongestGap = _meter.LongestGap;
    }

    /// <summary>Whether it has the reported length and, when checked exactly, equals the text from the beginning.</summary>
    public async Task<bool> IsWholeAsync(RemoteRun run, bool toTheCharacter, CancellationToken cancellationToken) => Length == End?.Chars
        && (!toTheCharacter || $"{this}" == string.Concat(await run.TextAsync(stage, cancellationToken).ToListAsync(cancellationToken)));

    public override string ToString() => _text.ToString();
}
