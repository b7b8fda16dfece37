using Interception.Server.Contracts;
using Interception.Server.Generation.Servers;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>Holds back runs that need a model while no server with it is well; when one recovers, one run goes first.</summary>
internal sealed class ModelServerGate(ModelServers servers) : IQueueGate
{
    public event Action? Changed
    {
        add => servers.Changed += value;
        remove => servers.Changed -= value;
    }

    public WaitReason? HoldsBack(QueuedWork work) => servers.MayBegin(work.Models) ? null : WaitReason.Model;

    public IDisposable Served(QueuedWork work, Uri endpoint) => servers.Begin(work.Models, endpoint);
}
