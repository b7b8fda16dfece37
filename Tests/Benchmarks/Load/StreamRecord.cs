using System.Diagnostics;
using System.Net.Sockets;

namespace Interception.Benchmarks.Load;

/// <summary>When one stream's tokens were said, and when they came.</summary>
internal sealed class StreamRecord(int number, int tokens)
{
    private readonly TaskCompletionSource _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;
    private int _chars;

    public int Number => number;

    /// <summary>Timestamps of the model's saying.</summary>
    public long[] Said { get; } = new long[tokens];

    /// <summary>Timestamps of the client's having.</summary>
    public long[] Came { get; } = new long[tokens];

    /// <summary>When the client asked.</summary>
    public long Asked { get; set; }

    /// <summary>When the model's next token is due.</summary>
    public long Due { get; set; }

    /// <summary>How many the model has said.</summary>
    public int SaidCount { get; set; }

    /// <summary>Where the model writes it.</summary>
    public Socket? Socket { get; set; }

    /// <summary>Completes when the model has said everything.</summary>
    public Task Whole => _whole.Task;

    /// <summary>How many tokens the client has, each of them right.</summary>
    public int Arrived => _arrived;

    /// <summary>The model says the next token, or the end.</summary>
    public bool Say()
    {
        if (SaidCount == tokens)
        {
            Socket!.Send(TokenText.End);
            _whole.TrySetResult();
            return false;
        }
        Said[SaidCount] = Stopwatch.GetTimestamp();
        Socket!.Send(TokenText.Chunks[SaidCount++]);
        return true;
    }

    /// <summary>The client gets a piece of the text.</summary>
    public void Come(string piece)
    {
        var now = Stopwatch.GetTimestamp();
        _chars += piece.Length;
        while (_arrived < tokens && TokenText.Ends[_arrived] <= _chars) Came[_arrived++] = now;
        if (_arrived > 0 && !TokenText.Tokens[_arrived - 1].EndsWith(piece[^1]) && TokenText.Ends[_arrived - 1] == _chars)
            throw new InvalidOperationException($"Stream {number} is garbled at {_chars}: '{piece}'.");
    }

    /// <summary>The client gets so many tokens.</summary>
    public void Come(int count)
    {
        var now = Stopwatch.GetTimestamp();
        for (; count > 0 && _arrived < tokens; count--) Came[_arrived++] = now;
    }
}
