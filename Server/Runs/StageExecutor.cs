using Interception.Server.Contracts;
using Interception.Server.Generation.Breakers;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Clocks;

namespace Interception.Server.Runs;

/// <summary>Runs one stage of a run, and begins it again when its server failed before any text was shown.</summary>
/// <param name="run">The run.</param>
/// <param name="stage">The stage.</param>
/// <param name="record">Records the stage.</param>
/// <param name="turn">The run's turn; null when it needs no slot.</param>
/// <param name="preparation">Waits for a model that is being downloaded.</param>
/// <param name="clocks">Creates a clock for each attempt.</param>
internal sealed class StageExecutor(
    Run run, IStage stage, StageRecorder record, RunTurn? turn, ModelAvailability preparation, WorkClocks clocks) : IDisposable
{
    private readonly StageAttempt _attempt = new() { Slot = turn };
    private WorkClock _clock = clocks.ForStage();
    private bool _waitsForVerdict;

    /// <summary>Runs the stage to its end.</summary>
    /// <exception cref="EndingException">The stage did not end well.</exception>
    public async Task<Outcome> RunAsync(CancellationToken cancellationToken)
    {
        record.Changed = Watch;
        record.Away = WaitForVerdictAsync;
        while (true)
        {
            Begin();
            try
            {
                return await _attempt.RunAsync(() => BeginAsync(cancellationToken));
            }
            catch (EndingException failed) when (IsTheServers(failed) && !record.HasText)
            {
                if (!MayGoOn) throw;
            }
            record.BeginAgain();
            await ReturnAsync(isLost: true, cancellationToken);
            preparation.ChooseModels(run.Material);
            _clock.Dispose();
            _clock = clocks.ForStage();
        }
    }

    public void Dispose() => _clock.Dispose();

    private bool MayGoOn => turn is not null && run.StopCode is null && _attempt.MayBeginAgain;

    private bool IsTheServers(EndingException failed) => _attempt.ServerFailed
        && failed.Code is Codes.ProviderUnavailable or Codes.ProviderInterrupted or Codes.Truncated or Codes.SafetyUnavailable;

    private async Task<Outcome> BeginAsync(CancellationToken cancellationToken)
    {
        // A run that waits for a download holds no slot that others could use.
        if (turn is not null && preparation.IsOnItsWay(stage, run.Material))
            await turn.StepAsideAsync(() => preparation.WaitAsync(stage, run.Material, record, cancellationToken), cancellationToken);
        return await WorkClocks.UnderAsync(_clock, async timed =>
        {
            await preparation.WaitAsync(stage, run.Material, record, timed);
            Begin();
            return await stage.RunAsync(run.Material, record, timed);
        }, cancellationToken);
    }

    /// <summary>Waits with a whole text for the judge; the text is not written again.</summary>
    /// <returns>False when it has waited often enough, or when no server is the cause.</returns>
    private async Task<bool> WaitForVerdictAsync(CancellationToken cancellationToken)
    {
        if (record.HasWritten && !_waitsForVerdict) _attempt.BeginAnew();
        _waitsForVerdict = record.HasWritten;
        if (!MayGoOn) return false;
        await ReturnAsync(isLost: !record.HasWritten, cancellationToken);
        if (!record.HasWritten) _clock.Reset();
        Begin();
        _clock.Resume();
        return true;
    }

    private void Begin()
    {
        run.Ticket!.Begin(_clock);
        if (turn is not null) turn.Stage = _clock;
    }

    private async Task ReturnAsync(bool isLost, CancellationToken cancellationToken)
    {
        record.Report(StageStatus.Retrying);
        _attempt.BeginAgain();
        await turn!.ReturnAsync(_clock, isLost, cancellationToken);
    }

    /// <summary>The loading of a model does not count as working time.</summary>
    private void Watch(StageStatus status)
    {
        foreach (var clock in new[] { _clock, run.Clock })
        {
            if (status == StageStatus.LoadingModel) clock.Pause();
            else clock.Resume();
        }
    }
}
