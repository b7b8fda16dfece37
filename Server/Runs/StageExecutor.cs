using Interception.Server.Contracts;
using Interception.Server.Generation.Breakers;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Clocks;

namespace Interception.Server.Runs;

/// <summary>Does one stage of one run; begins it again when its server failed and nothing of it was shown.</summary>
/// <param name="run">Whose stage it is.</param>
/// <param name="stage">The stage.</param>
/// <param name="record">Where it is written down.</param>
/// <param name="turn">The run's turn; null for one that needs no place.</param>
/// <param name="preparation">Waits for a model that is on its way.</param>
/// <param name="clocks">Makes a clock for each beginning.</param>
internal sealed class StageExecutor(
    Run run, IStage stage, StageRecorder record, RunTurn? turn, ModelAvailability preparation, WorkClocks clocks) : IDisposable
{
    private readonly StageAttempt _attempt = new() { Slot = turn };
    private WorkClock _clock = clocks.ForStage();
    private bool _waitsForVerdict;

    /// <summary>Works until the stage's end.</summary>
    /// <exception cref="EndingException">Any ending but a good one.</exception>
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
        // Who waits for a model that is being fetched holds no place of those who need another one.
        if (turn is not null && preparation.IsOnItsWay(stage, run.Material))
            await turn.StepAsideAsync(() => preparation.WaitAsync(stage, run.Material, record, cancellationToken), cancellationToken);
        return await WorkClocks.UnderAsync(_clock, async timed =>
        {
            await preparation.WaitAsync(stage, run.Material, record, timed);
            Begin();
            return await stage.RunAsync(run.Material, record, timed);
        }, cancellationToken);
    }

    /// <summary>A whole text waits for the judge, and is not written anew.</summary>
    /// <returns>False when it has waited often enough, or for something else than a server.</returns>
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

    /// <summary>A model's loading is nobody's working time.</summary>
    private void Watch(StageStatus status)
    {
        foreach (var clock in new[] { _clock, run.Clock })
        {
            if (status == StageStatus.LoadingModel) clock.Pause();
            else clock.Resume();
        }
    }
}
