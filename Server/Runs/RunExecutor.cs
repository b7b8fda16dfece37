using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Queue;
using Interception.Server.Runs.Queue.Estimates;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>Does a run's work: waits for a place, goes through the stages, brings the run to its pause or its one ending.</summary>
internal sealed partial class RunExecutor(
    StageList stages, ModelAvailability preparation, GateStep gate, WorkClocks clocks, IRunQueue line, BrokenOffTexts brokenOff,
    IOptions<TextStreamingOptions> streaming, RunMetrics metrics, IEnumerable<IRunObserver> observers,
    TimeProvider time, ILogger<RunExecutor> logger)
{
    private readonly StageRecorderContext _recording = new(streaming.Value.Enabled, time, metrics, [.. observers], logger);

    /// <summary>Works until the pause or the end. Never throws.</summary>
    public async Task WorkAsync(Run run, Ticket ticket)
    {
        run.Trace.Enter();
        try
        {
            var outcome = await WithPlaceAsync(run, ticket);
            if (run.IsAtPause) await run.PauseAsync();
            else await run.EndAsync(outcome, outcome == Outcome.Truncated ? Codes.Truncated : null);
        }
        catch (Exception) when (run.IsLeft)
        {
            await run.LeaveAsync();
        }
        catch (Exception e)
        {
            var code = EndingOf(e, run).Code;
            if (code == Codes.ProviderInterrupted) brokenOff.Add(run);
            await run.EndAsync(OutcomeOf(code), code);
        }
    }

    /// <summary>The model that a stage of this run asks, or will ask; null when it asks none.</summary>
    public string? ModelOf(RunRecord run, Stage stage) => ModelOf(run.Work.Material, stage);

    private string? ModelOf(RunMaterial material, Stage stage) => stages[stage].ModelFor(material) switch
    {
        // The practice voice is no model.
        PracticeModels.Model => null,
        var model => model,
    };

    /// <summary>What a run wants a place for: its stages up to the pause or the end.</summary>
    public QueuedWork QueuedWorkFor(Run run)
    {
        // With a fallback it need not wait for a server that is away.
        preparation.ChooseModels(run.Material);
        return new(run.Owner, [.. run.Plan.From(run.StagesDone).Select(stage => WorkOf(run, stage))])
        {
            Run = run.Id,
            Fence = run.Journal.Fence,
            Models = run.Material.Assignment.Models.Models(),
            First = run.Plan.From(run.StagesDone).Select(stage => stages[stage].FirstModelFor(run.Material)).FirstOrDefault(model => model is not null),
        };
    }

    /// <summary>Whether somebody cries for help, who waits for no model: the gate answers without one.</summary>
    public bool IsUrgent(Run run) => gate.IsUrgent(run.Material);

    /// <summary>Refuses a run while the judge has failed its test. Who cries for help needs no judge.</summary>
    /// <exception cref="EndingException"><c>safety_unavailable</c>, with what to do about it.</exception>
    public void RefuseUnjudged(Run run)
    {
        if (!IsUrgent(run)) gate.RefuseUnjudged(run.Material);
    }

    private WorkKind WorkOf(Run run, Stage stage)
    {
        var traits = stages[stage].Traits;
        return new(stage, ModelOf(run.Material, stage), run.Material.Assignment.LanguageFor(traits.Translates) is not null) { Writes = traits.Writes };
    }

    private async Task<Outcome> WithPlaceAsync(Run run, Ticket ticket)
    {
        using var turn = new RunTurn(run, ticket, line, () => QueuedWorkFor(run));
        var isUrgent = IsUrgent(run);
        if (isUrgent) turn.Dispose();
        else await turn.TakeAsync(run.Stopping);
        metrics.Waited(ticket.Waited);
        run.Hops.Waited = ticket.Waited;
        return await WorkClocks.UnderAsync(run.Clock, working => StagesAsync(run, isUrgent ? null : turn, working), run.Stopping);
    }

    private async Task<Outcome> StagesAsync(Run run, RunTurn? turn, CancellationToken cancellationToken)
    {
        var outcome = Outcome.Completed;
        foreach (var stage in run.Plan.From(run.StagesDone))
        {
            cancellationToken.ThrowIfCancellationRequested();
            outcome = await StageAsync(run, turn, stages[stage], cancellationToken);
            run.StagesDone++;
            if (outcome == Outcome.Truncated) break;
        }
        return outcome;
    }

    private async Task<Outcome> StageAsync(Run run, RunTurn? turn, IStage stage, CancellationToken cancellationToken)
    {
        preparation.ChooseModels(run.Material);
        var record = new StageRecorder(run, stage.Stage, ModelOf(run.Material, stage.Stage), _recording);
        using var executor = new StageExecutor(run, stage, record, turn, preparation, clocks);
        run.Stage = stage.Stage;
        record.Begin();
        run.Note();
        try
        {
            var outcome = await executor.RunAsync(cancellationToken);
            record.End(outcome, outcome == Outcome.Truncated ? Codes.Truncated : null);
            run.Ticket!.End(outcome);
            return outcome;
        }
        catch (Exception e) when (!run.IsLeft)
        {
            var ending = EndingOf(e, run);
            run.Category = ending.Category;
            record.End(OutcomeOf(ending.Code), ending.Code, ending.Category, ending.Field);
            run.Ticket!.End(OutcomeOf(ending.Code));
            throw ending;
        }
    }

    /// <summary>
    /// What a check refused stays refused. Else a stop has the last word; then what happened itself; a cancelled call
    /// without a stop is the run's clock.
    /// </summary>
    private EndingException EndingOf(Exception e, Run run)
    {
        if (e is EndingException { Code: Codes.Blocked } refused) return refused;
        if (run.StopCode is { } stopped) return Endings.Exception(stopped);
        if (e is EndingException ending) return ending;
        if (e is OperationCanceledException) return Endings.Exception(Codes.Timeout);
        LogDefect(logger, run.Label, e.GetType().Name, e.StackTrace);
        return Endings.Exception(Codes.Internal);
    }

    private static Outcome OutcomeOf(string code) => Endings.ForCode(code).Outcome ?? Outcome.Failed;

    // Without the exception's message: it may hold a child's text.
    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} met a defect: {Exception} {Stack}")]
    private static partial void LogDefect(ILogger logger, string run, string exception, string? stack);
}
