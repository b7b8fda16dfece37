using Interception.Server.Contracts;
using Interception.Server.Redis.Nodes;

namespace Interception.Server.Runs;

/// <summary>Lets no run begin at a node that does not agree with the others: it would count places that are not there.</summary>
internal sealed class NodeAdmission(NodeReadiness nodes) : IRunAdmission
{
    public void EnsureAllowed(string? child)
    {
        if (!nodes.MayWork) throw Endings.Exception(Codes.Busy);
    }
}
