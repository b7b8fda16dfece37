using Interception.Server.Contracts;

namespace Interception.Server.Redis;

/// <summary>One life of a node. A node that starts again is another, even under the same name.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Life">Made up at each start.</param>
internal sealed record NodeIdentity(string Name, string Life)
{
    /// <summary>A new life.</summary>
    public static NodeIdentity Begin(string name) => new(name, SecretId.New()[..8]);

    /// <summary>How records name it.</summary>
    public override string ToString() => $"{Name}/{Life}";
}
