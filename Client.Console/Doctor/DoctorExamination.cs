using Interception.Client.Console.Connection;
using Interception.Client.Console.Doctor.Figures;
using Interception.Client.Console.Doctor.Hops;
using Interception.Client.Console.Doctor.Reports;
using Interception.Client.Console.Doctor.Verdicts;

namespace Interception.Client.Console.Doctor;

/// <summary>Measures all hops from the inside out and reaches a verdict. A failed measurement does not prevent the others.</summary>
internal sealed class DoctorExamination(CommandContext surroundings, DoctorPlan plan, ExaminationScreen screen)
{
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(10);

    private readonly ExaminationClock _clock = new(surroundings.Time);

    /// <param name="server">The server's own address.</param>
    /// <param name="vias">Proxies in front of it, the nearest to it first.</param>
    /// <param name="ollama">Null to leave Ollama out.</param>
    /// <param name="cancellationToken">Cancels the examination.</param>
    public async Task<DoctorReport> ExamineAsync(ServerAddress server, IReadOnlyList<Uri> vias, Uri? ollama, CancellationToken cancellationToken)
    {
        HopAccess[] accesses = [.. vias.Prepend(server.Address).Select(at => new HopAccess(surroundings, server with { Address = at }))];
        try
        {
            var said = await screen.StepAsync($"the server {server.Address}", () => new ServerMeasurement(accesses[0]).MeasureAsync(cancellationToken),
                figures => figures.IsReady is null ? "no answer" : $"voice {figures.Voice ?? "none"}, {(figures.IsReady == true ? "ready" : "not ready")}");
            HopMeasurement[] hops = [.. accesses.Select((access, n) => new HopMeasurement(access, n == 0 ? HopKind.Server : HopKind.Proxy, plan, _clock))];
            var knocked = Task.WhenAll(hops.Select((hop, n) => KnockAsync(hop, accesses[n], cancellationToken)));
            var lag = await new OwnLag(_clock).MeasureAsync(knocked);
            var asked = ollama is null ? null : await AskAsync(ollama, said, cancellationToken);
            var soFar = new DoctorFindings(asked, said, null, await knocked) { OwnLagMs = lag };
            var findings = await RunAsync(accesses, [.. hops.Select(hop => hop.Ticks)], await knocked, soFar, cancellationToken);
            findings = await InUseAsync(accesses[0], findings, cancellationToken);
            return new(findings, VerdictRules.Judge(findings));
        }
        finally
        {
            foreach (var access in accesses) access.Dispose();
        }
    }

    private Task<HopFigures> KnockAsync(HopMeasurement hop, HopAccess access, CancellationToken cancellationToken) => screen.StepAsync(
        $"the way to {access.Address.Address}", () => hop.MeasureAsync(cancellationToken),
        figures => figures.Failure ?? $"{hop.Ticks.Count(series => series.Failure is null)} of {hop.Ticks.Count} transports come through");

    private Task<OllamaFigures> AskAsync(Uri ollama, ServerFigures server, CancellationToken cancellationToken) => screen.StepAsync(
        $"Ollama {ollama}", () => new OllamaMeasurement(ollama, plan, _clock).MeasureAsync(server, cancellationToken),
        figures => figures.Failure ?? FormattableString.Invariant($"version {figures.Version}, {figures.Call?.TokensPerSecond ?? 0:0.0} tokens a second"));

    /// <summary>A server knows more about itself once it has worked.</summary>
    private async Task<DoctorFindings> InUseAsync(HopAccess server, DoctorFindings findings, CancellationToken cancellationToken)
    {
        var said = await new ServerMeasurement(server).MeasureAsync(cancellationToken);
        return findings with
        {
            Server = said,
            Ollama = findings.Ollama is not { } ollama ? null : await screen.StepAsync($"Ollama {ollama.At} with several calls",
                () => new OllamaMeasurement(ollama.At, plan, _clock).MeasureInUseAsync(ollama, said, cancellationToken), figures => $"{figures.AtOnce.Count} at once"),
        };
    }

    private async Task<DoctorFindings> RunAsync(HopAccess[] accesses, IReadOnlyList<IReadOnlyList<TickSeries>> ticks,
        IReadOnlyList<HopFigures> hops, DoctorFindings soFar, CancellationToken cancellationToken)
    {
        await using var readers = new TextReaders(_clock);
        var measurement = new RunMeasurement(soFar.Ollama?.Call is { SilentMs: > 0 } ? plan with { Run = ShortPatience } : plan, _clock);
        var run = await screen.StepAsync("a real run", () => RunAsync(accesses, ticks, readers, measurement, cancellationToken),
            figures => figures is null ? "could not be started" : figures.Failure ?? $"{figures.Characters} characters");
        return soFar with { Run = run, Hops = HopComparison.Compare(hops, ticks, readers.Series, measurement.Chars) };
    }

    private async Task<RunFigures?> RunAsync(HopAccess[] accesses, IReadOnlyList<IReadOnlyList<TickSeries>> ticks,
        TextReaders readers, RunMeasurement measurement, CancellationToken cancellationToken)
    {
        foreach (var access in accesses)
        {
            try
            {
                await using var link = await ServerLink.OpenAsync(surroundings, access.Address, null, ShortPatience, cancellationToken);
                await Task.WhenAll(accesses.Select((each, n) => readers.JoinAsync(n, each, Ways(ticks[n]), cancellationToken)));
                return await measurement.MeasureAsync(link, readers, cancellationToken);
            }
            catch (CommandFailedException)
            {
                // A run may perhaps be started from a hop further out.
            }
        }
        return null;
    }

    private static IEnumerable<TransportKind> Ways(IReadOnlyList<TickSeries> ticks) =>
        Enum.GetValues<TransportKind>().Where(way => ticks.Any(series => series.Way == $"{way}" && series.Failure is null));
}
