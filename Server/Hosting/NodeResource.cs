using Interception.Server.Redis;
using OpenTelemetry.Resources;

namespace Interception.Server.Hosting;

/// <summary>Names this node in every figure and trace.</summary>
internal sealed class NodeResource(NodeIdentity here) : IResourceDetector
{
    public Resource Detect() => new([new("service.instance.id", here.Name)]);
}
