using Interception.Server.Scheduling;

namespace Interception.Tests.Generation;

public class WriterThreadTests
{
    [Fact]
    public void A_reader_runs_on_the_thread_that_writes_and_after_the_writing()
    {
        var order = new List<string>();

        WriterThread.Run(order, said =>
        {
            WriterThread.Post(new RecordedWork(() => said.Add($"read by {Environment.CurrentManagedThreadId}")));
            said.Add("written");
        });

        order.Should().Equal("written", $"read by {Environment.CurrentManagedThreadId}");
    }

    [Fact]
    public void A_reader_that_a_reader_wakes_runs_as_well()
    {
        var order = new List<string>();

        WriterThread.Run(order, said => WriterThread.Post(new RecordedWork(() =>
            WriterThread.Run(said, more => WriterThread.Post(new RecordedWork(() => more.Add("second")))))));

        order.Should().Equal("second");
    }

    [Fact]
    public async Task A_failing_write_keeps_no_reader_from_running()
    {
        var ran = new TaskCompletionSource();
        var writing = () => WriterThread.Run(ran, woken =>
        {
            WriterThread.Post(new RecordedWork(woken.SetResult));
            throw new InvalidOperationException("The journal is full.");
        });

        writing.Should().Throw<InvalidOperationException>();
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Where_nobody_writes_a_reader_runs_on_another_thread()
    {
        var ran = new TaskCompletionSource();

        WriterThread.Post(new RecordedWork(ran.SetResult));

        await ran.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private sealed class RecordedWork(Action work) : IThreadPoolWorkItem
    {
        public void Execute() => work();
    }
}
