namespace Interception.Tests.Support;

/// <summary>What a program writes, for a test that looks on while it does.</summary>
internal sealed class WatchedScreen : StringWriter
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Write(char value) => Say(() => base.Write(value));

    public override void Write(string? value) => Say(() => base.Write(value));

    public override void Write(char[] buffer, int index, int count) => Say(() => base.Write(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override string ToString()
    {
        lock (_lock) return base.ToString();
    }

    /// <summary>Waits until it shows this.</summary>
    public async Task ShowsAsync(string text)
    {
        while (true)
        {
            var written = _written.Task;
            if (ToString().Contains(text, StringComparison.Ordinal)) return;
            await written.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private void Say(Action write)
    {
        lock (_lock) write();
        Interlocked.Exchange(ref _written, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
