using Interception.Server.Classroom.Board;
using Interception.Server.Contracts;
using Interception.Server.Generation.Servers;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Hosting;

/// <summary>What the teacher's board shows about the server.</summary>
internal sealed class ServerReport(EndpointSlots places, IRunQueue line, ModelInventory inventory, ReadinessReport readiness) : IServerReport
{
    public ClassHealth Read() => new(readiness.Voice, places.Taken, places.Count, line.Length, WaitSeconds: null, WaitCurve: [], TokensPerSecond: 0,
        [.. inventory.Servers.Select(server => new ModelServerHealth(server.Name, server.IsWell, TakenAt(server.Address)))], readiness.Missing());

    private int TakenAt(Uri server) => places.Endpoints.Contains(server) ? places.TakenAt(server) : 0;
}
