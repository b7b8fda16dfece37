using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A child in a lesson: it has an idea, waits, reads, perhaps revises, continues, reads again, and has the next idea.</summary>
/// <param name="tablet">Its tablet.</param>
/// <param name="diary">Records what happens.</param>
/// <param name="time">The clock.</param>
/// <param name="sitsDown">Whether it joins the class before its first idea.</param>
internal sealed class Child(Tablet tablet, VisitLog diary, TimeProvider time, bool sitsDown = false)
{
    private CancellationToken _bell;

    /// <summary>Takes part until there are no more ideas, or the lesson is over.</summary>
    public async Task LearnAsync(IEnumerable<ChildIntent> intents, CancellationToken bell)
    {
        _bell = bell;
        try
        {
            if (sitsDown) await SitDownAsync();
            foreach (var intent in intents) await TryAsync(intent);
        }
        catch (Exception) when (bell.IsCancellationRequested)
        {
            // A cancelled call can appear as any of these exceptions.
        }
        finally
        {
            await tablet.DisposeAsync();
        }
    }

    private async Task SitDownAsync()
    {
        try
        {
            await tablet.JoinAsync(_bell);
        }
        catch (CommandFailedException failure)
        {
            diary.AddTrouble(TroubleCodes.CodeOf(failure));
        }
    }

    private async Task TryAsync(ChildIntent intent)
    {
        await diary.SpendAsync(ChildActivity.Typing, intent.Typing, time, _bell);
        using var patience = new CancellationTokenSource(intent.Patience, time);
        using var stays = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _bell);
        try
        {
            await GoThroughAsync(intent, stays.Token);
            return;
        }
        catch (Exception) when (stays.IsCancellationRequested)
        {
            _bell.ThrowIfCancellationRequested();
            diary.Leavings++;
        }
        catch (EndingException ending)
        {
            diary.AddTrouble(ending.Code);
        }
        catch (CommandFailedException failure)
        {
            diary.AddTrouble(TroubleCodes.CodeOf(failure));
            await tablet.DisposeAsync();
        }
        await diary.SpendAsync(ChildActivity.Typing, intent.Breath, time, _bell);
    }

    private async Task GoThroughAsync(ChildIntent intent, CancellationToken cancellationToken)
    {
        var visit = diary.StartVisit(time);
        await using var run = new FollowedRun(tablet, await tablet.StartAsync(intent.Request, cancellationToken), intent, time);
        diary.Voice = run.Voice;
        if (!await HalfAsync(run, run.Halves.First, visit, cancellationToken)) return;
        if (intent.Acts.RaisesHand) await tablet.RaiseHandAsync(isUp: true);
        await ReadAsync(intent, run, visit, run.Halves.First[^1], cancellationToken);
        if (intent.Acts.RaisesHand) await tablet.RaiseHandAsync(isUp: false);

        visit = diary.StartVisit(time);
        await run.ContinueAsync(intent.Revise($"{run[run.Halves.First[^1]]}"), cancellationToken);
        if (!await HalfAsync(run, run.Halves.Second, visit, cancellationToken)) return;
        diary.FinishedPieces++;
        if (intent.Acts.Offers) await tablet.OfferAsync(run.Id);
        await ReadAsync(intent, run, visit, run.Halves.Second[^1], _bell);
    }

    /// <returns>False when the run did not end well.</returns>
    private async Task<bool> HalfAsync(FollowedRun run, Stage[] stages, Visit visit, CancellationToken cancellationToken)
    {
        diary.Add(visit);
        var stop = await FollowAsync(run, stages, visit, cancellationToken);
        foreach (var stage in stages.Where(stage => run[stage].End?.Outcome == Outcome.Completed))
            diary.AddText(run[stage], await run.IsWholeAsync(stage, cancellationToken));
        if (stop is not RunEnd { Code: { } code }) return true;
        diary.AddTrouble(code);
        return false;
    }

    private async Task<RunEvent> FollowAsync(FollowedRun run, Stage[] stages, Visit visit, CancellationToken cancellationToken)
    {
        try
        {
            return await run.FollowAsync(stages, visit, cancellationToken);
        }
        catch (Exception) when (_bell.IsCancellationRequested)
        {
            visit.HearBell();
            throw;
        }
    }

    private Task ReadAsync(ChildIntent intent, FollowedRun run, Visit visit, Stage stage, CancellationToken cancellationToken) =>
        diary.SpendAsync(ChildActivity.Reading, intent.Reading(run[stage].Length, visit.SinceFirstWord), time, cancellationToken);
}
