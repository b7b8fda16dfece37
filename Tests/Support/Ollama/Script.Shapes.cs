namespace Interception.Tests.Support.Ollama;

public sealed partial record Script
{
    /// <summary>Thoughts before the answer.</summary>
    public Script ThinkingFirst(params IEnumerable<string> tokens) =>
        this with { Steps = [.. tokens.Select(token => (Step)(reply => reply.SayAsync("", token))), .. Steps] };

    /// <summary>Each token (thoughts too, the ending not) waits until it is released.</summary>
    public Script InLockStep(Turnstile turnstile) =>
        this with { Release = (_, clientLeft) => turnstile.PassAsync(clientLeft) };

    /// <summary>Token n, counted from 0, waits for the task given for n.</summary>
    public Script InLockStep(Func<int, Task> release) =>
        this with { Release = (n, clientLeft) => release(n).WaitAsync(clientLeft) };

    /// <summary>Ends with a done line, with its reason and content.</summary>
    public Script Done(string reason = "stop", string content = "") =>
        this with { Ending = reply => reply.DoneAsync(reason, content) };

    /// <summary>Reports this number of tokens read, whatever was sent.</summary>
    public Script HavingRead(int tokens) => this with { Read = tokens };

    /// <summary>Ends with an error line.</summary>
    public Script ThenErrorLine(string message) => this with { Ending = reply => reply.ErrorAsync(message) };

    /// <summary>Ends cleanly, but without a done line.</summary>
    public Script ThenEnd() => this with { Ending = reply => reply.EndAsync() };

    /// <summary>Resets the connection in the middle of a line.</summary>
    public Script ThenReset() => this with { Ending = reply => reply.ResetAsync() };

    /// <summary>Sends nothing more until the client leaves.</summary>
    public Script ThenStall() => this with { Ending = reply => Task.Delay(Timeout.Infinite, reply.ConnectionOver) };

    /// <summary>Closes the connection without the last chunk.</summary>
    public Script ThenFin() => this with { Ending = reply => reply.FinAsync() };

    /// <summary>A new segment begins at each of these bytes of the response, its head included.</summary>
    public Script CutAt(params long[] offsets) => this with { CutsBefore = offset => offsets.Contains(offset) };

    /// <summary>Every byte is a segment.</summary>
    public Script ByteByByte() => this with { CutsBefore = _ => true };
}
