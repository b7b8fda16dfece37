using Interception.Server.Contracts;
using Interception.Server.Generation.Recovery;

namespace Interception.Server.Runs;

/// <summary>Holds back whoever needs a model while no server that has it is well; when one is again, one run goes first.</summary>
internal sealed class ModelServerGate(ModelServers servers) : IQueueGate
{
    public event Action? Changed
    {
        add => servers.Changed += value;
        remove => servers.Changed -= value;
    }

    public WaitReason? HoldsBack(Errand errand) => servers.MayBegin(errand.Models) ? null : WaitReason.Model;

    public IDisposable Served(Errand errand, Uri endpoint) => servers.Begin(errand.Models, endpoint);
}
