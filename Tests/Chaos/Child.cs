using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Chaos;

/// <summary>A child on a bad network: connects, reads, loses the connection, and goes on where it was, until all is heard.</summary>
/// <param name="plan">What it does, and how it connects.</param>
/// <param name="server">Where.</param>
/// <param name="leave">Leaves the network's reach: its connections are gone.</param>
internal sealed class Child(Plan plan, Uri server, Action leave)
{
    /// <summary>What it holds.</summary>
    public Notebook Book { get; } = new();

    /// <summary>How often it has connected.</summary>
    public int Visits { get; private set; }

    /// <summary>How long it hears nothing before it connects anew; longer with each time.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Lives to the end of its run.</summary>
    public async Task LiveAsync(CancellationToken cancellationToken)
    {
        while (!Book.IsOver)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var patience = Patience * (1 + (0.5 * Visits));
            using var visit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Book.Heard = () => visit.CancelAfter(patience);
            Book.Heard();
            await VisitAsync(plan.Ways[Visits++ % plan.Ways.Count], visit);
            Book.Heard = () => { };
            if (Book.Broken is { } broken) throw new BrokenPromiseException(broken.Message, broken);
        }
    }

    private async Task VisitAsync(Way way, CancellationTokenSource visit)
    {
        IVisit? open = null;
        await using var gone = visit.Token.Register(leave);
        try
        {
            open = way == Way.StageStream ? new StreamVisit(server, visit.Token) : await HubVisit.OpenAsync(server, way, visit.Token).WaitAsync(visit.Token);
            Book.RunId ??= await open.StartAsync(plan.Request);
            await Task.WhenAll([.. ContractStages.All.Select(stage => Until(ReadAsync(open, stage), visit)), Until(WatchAsync(open), visit)]);
        }
        catch (Exception lost)
        {
            // The connection is gone, or worth no more waiting: the next one goes on where this one was.
            Book.Lose(lost);
        }
        finally
        {
            leave();
            // Nobody waits for a farewell over a network that may never carry it.
            if (open is not null) _ = open.DisposeAsync().AsTask();
        }
    }

    /// <summary>Where one reader loses the connection, the others need not wait for it.</summary>
    private async Task Until(Task reading, CancellationTokenSource visit)
    {
        try
        {
            await reading;
        }
        catch (Exception lost)
        {
            Book.Lose(lost);
            await visit.CancelAsync();
            throw;
        }
    }

    private async Task WatchAsync(IVisit visit)
    {
        if (Book.HasEnded) return;
        if (Book.IsPaused) await visit.ContinueAsync(Book.RunId!);
        await foreach (var happened in visit.WatchAsync(Book.RunId!, Book.LastSeq))
        {
            Book.Hear(happened);
            if (Book.IsPaused) await visit.ContinueAsync(Book.RunId!);
        }
    }

    private async Task ReadAsync(IVisit visit, Stage stage)
    {
        if (Book.Ending(stage) is not null) return;
        try
        {
            await foreach (var piece in visit.ReadAsync(Book.RunId!, stage, Book.Text(stage).Length))
            {
                Book.Read(stage, piece);
                if (stage == Stage.Output && Book.Text(stage).Length >= plan.StopsAfter) await visit.StopAsync(Book.RunId!);
            }

            Book.End(stage, "");
        }
        catch (SaidException said)
        {
            Book.End(stage, said.Code);
        }
    }
}
