using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace Interception.Server.Redis;

/// <summary>This node among several. Bound from the <c>Node</c> section.</summary>
internal sealed class NodeOptions
{
    private static readonly string MadeUp = $"{Environment.MachineName}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 4)}";

    /// <summary>The node's name in logs and for teachers; no two nodes may have the same. Without one it is made up of the machine's name and four letters.</summary>
    [RegularExpression("[A-Za-z0-9._-]{0,64}", ErrorMessage = "at most 64 letters, digits, dots, dashes and underscores")]
    public string Name { get; set; } = "";

    /// <summary>The name that was given, or the one that was made up.</summary>
    public string GetName() => Name.Length > 0 ? Name : MadeUp;
}
