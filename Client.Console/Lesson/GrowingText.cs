using System.Text;
using Interception.Client.Console.Measuring;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A stage's text as a child's page has it, put together over reloads.</summary>
internal sealed class GrowingText(Stage stage)
{
    private readonly StringBuilder _text = new();
    private StreamMeter _meter = new(stage);

    public int Length => _text.Length;

    /// <summary>How the server says the stage ended; null while it has not.</summary>
    public StageEnd? End { get; set; }

    /// <summary>Between two pieces; the child's own reloads do not count.</summary>
    public TimeSpan LongestGap { get; private set; }

    public void Reload() => _meter = new(stage);

    public void Add(string piece, TimeSpan at)
    {
        _text.Append(piece);
        _meter.AddPiece(piece, at);
        if (_meter.LongestGap > LongestGap) LongestGap = _meter.LongestGap;
    }

    public override string ToString() => _text.ToString();
}
