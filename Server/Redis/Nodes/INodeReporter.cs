namespace Interception.Server.Redis.Nodes;

/// <summary>Tells what this node says of itself.</summary>
internal interface INodeReporter
{
    /// <summary>As it is now.</summary>
    NodeReport Read();
}
