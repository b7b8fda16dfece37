using System.Globalization;
using Interception.Client.Console.Doctor.Figures;
using Interception.Server.Contracts;
using static Interception.Client.Console.Doctor.Verdicts.DoctorWords;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>The address of the server does not answer.</summary>
internal sealed class ServerUnreachableRule : IVerdictRule
{
    public DoctorVerdict? Judge(DoctorFindings all) => all.First is { Failure: { } why } server
        ? new(HopKind.Server, FaultKinds.Unreachable, server.At,
            $"No Interception server answers at {Place(server.At)} ({why.TrimEnd('.')}). Start it with `dotnet run --project Server`, or name its address with --url.")
        : null;
}

/// <summary>The code is wrong.</summary>
internal sealed class WrongCodeRule : IVerdictRule
{
    public DoctorVerdict? Judge(DoctorFindings all) => all.Hops.Any(hop => hop.IsClosed)
        ? new(HopKind.Server, FaultKinds.WrongCode, all.First.At,
            $"The server at {Place(all.First.At)} asks for an access code, and this one is missing or wrong. Say the workshop's code with --code.")
        : null;
}

/// <summary>Several nodes share a store, and it does not answer.</summary>
internal sealed class StoreAwayRule : IVerdictRule
{
    private static readonly string[] Words = ["redis", "store"];

    public DoctorVerdict? Judge(DoctorFindings all) =>
        all.Server.Missing.FirstOrDefault(each => Words.Any(word => each.Contains(word, StringComparison.OrdinalIgnoreCase))) is { } told
            ? new(HopKind.Store, FaultKinds.StoreAway, all.First.At, $"The server cannot reach what it shares with other nodes. {told.TrimEnd('.')}. Start Redis, and look at Redis:Connection.")
            : null;
}

/// <summary>Something must be fixed before a run can work.</summary>
internal sealed class NotReadyRule : IVerdictRule
{
    public DoctorVerdict? Judge(DoctorFindings all) =>
        all.Server is { IsReady: false } server ? NotReady(all, First(server.Missing))
        : all.Run is { WaitsFor: nameof(WaitReason.Model) or nameof(WaitReason.Test), IsServed: false } run ? NotReady(all, run.WaitsFor == nameof(WaitReason.Test) ? " Its judge is being tested." : " No model server is well.")
        : all.Run is { Code: Codes.ProviderUnavailable or Codes.ProviderInterrupted or Codes.ModelMissing or Codes.SafetyUnavailable } ended ? NotReady(all, $" A real run ended: {ended.Failure} ({ended.Code})")
        : null;

    private static DoctorVerdict NotReady(DoctorFindings all, string why) =>
        new(HopKind.Server, FaultKinds.NotReady, all.First.At, $"The server at {Place(all.First.At)} is there, but a run cannot work.{why} What /health/ready says is to be mended first.");
}

/// <summary>The teacher holds the queue.</summary>
internal sealed class HeldLineRule : IVerdictRule
{
    public DoctorVerdict? Judge(DoctorFindings all) => all.Run is { WaitsFor: nameof(WaitReason.Hold), IsServed: false }
        ? new(HopKind.Line, FaultKinds.HeldLine, all.First.At, "The teacher holds the line: who waits is not served. `class release` lets it move again.")
        : null;
}

/// <summary>More runs wait than the machine serves.</summary>
internal sealed class FullLineRule : IVerdictRule
{
    private const double LongWait = 10_000;

    public DoctorVerdict? Judge(DoctorFindings all) => all.Run switch
    {
        { Code: Codes.Busy } => Full(all, "refuses everybody who comes now"),
        { IsServed: false, Position: { } place } => Full(all, string.Create(CultureInfo.InvariantCulture, $"did not come to a run of ours, which stood at place {place}")),
        { WaitedMs: >= LongWait and var waited } => Full(all, $"let a run of ours wait for {Seconds(waited)}"),
        _ => null,
    };

    private static DoctorVerdict Full(DoctorFindings all, string what) => new(HopKind.Line, FaultKinds.FullLine, all.First.At,
        string.Create(CultureInfo.InvariantCulture, $"The line is full: it {what}; {all.Server.Waiting ?? 0} wait for {all.Server.Places ?? 1} places. More places need more of the machine (Ollama:Endpoints, Ollama:ParallelPerEndpoint); a longer line is Queue:Capacity."));
}

/// <summary>By the server's own clock its ticks leave late, or beside this machine's own server none come at all: its machine is too busy.</summary>
internal sealed class BusyNodeRule : IVerdictRule
{
    private const double Late = 150;
    private const double VeryLate = 500;

    public DoctorVerdict? Judge(DoctorFindings all) => all.First switch
    {
        { SentLateP90Ms: >= Late and var late } when late > 3 * all.OwnLagMs || IsHere(all, late)
            => Busy(all, $"ticks that should leave it evenly left up to {Seconds(late)} late, by its own clock"),
        { RoundTripMs: >= VeryLate and var trip } first when first.At.IsLoopback && trip > 3 * all.OwnLagMs && !first.Ticks.Any(stream => stream.IsWhole)
            => Busy(all, $"a small answer takes it {Seconds(trip)}, and no connection is ready in time"),
        _ => null,
    };

    // A doctor on the same machine is late itself.
    private static bool IsHere(DoctorFindings all, double late) => all.First.At.IsLoopback && late >= VeryLate;

    private static DoctorVerdict Busy(DoctorFindings all, string how) => new(HopKind.Server, FaultKinds.BusyNode, all.First.At,
        $"The server's machine is too busy: {how}. See what else runs there (`top`), and keep models from the processor that the server needs.");
}
