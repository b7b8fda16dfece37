using Interception.Server.Classroom.Board;
using Interception.Server.Contracts;
using Interception.Server.Generation.Servers;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Hosting;

/// <summary>What the teacher's board shows about the server.</summary>
internal sealed class ServerReport(EndpointSlots places, IRunQueue line, ModelInventory inventory, ReadinessReport readiness) : IServerReport
{
    public ClassHealth Read()
    {
        var taken = places.Endpoints.Zip(line.Taken).ToDictionary(server => server.First, server => server.Second);
        return new(readiness.Voice, taken.Values.Sum(), places.Count, line.Length, WaitSeconds: null, WaitCurve: [], TokensPerSecond: 0,
            [.. inventory.Servers.Select(server => new ModelServerHealth(server.Name, server.IsWell, taken.GetValueOrDefault(server.Address)))],
            readiness.Missing());
    }
}
