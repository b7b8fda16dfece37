using Interception.Client.Console.Connection;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Measures who cuts idle connections.</summary>
internal sealed class IdleMeasurement(HopAccess hop, DoctorPlan plan, ExaminationClock clock)
{
    /// <returns>The seconds until it was cut; null when it was not cut, or not opened.</returns>
    public async Task<double?> MeasureAsync(TransportKind transport, CancellationToken cancellationToken)
    {
        try
        {
            await using var hub = await hop.OpenAsync(transport, cancellationToken);
            var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            hub.Closed += _ =>
            {
                cut.TrySetResult();
                return Task.CompletedTask;
            };
            var begun = clock.Now;
            await Task.WhenAny(cut.Task, Task.Delay(plan.Idle, clock.Time, cancellationToken));
            return cut.Task.IsCompleted ? (clock.Now - begun) / 1000 : null;
        }
        catch (CommandFailedException)
        {
            // Another measurement reports the reason.
            return null;
        }
    }
}
