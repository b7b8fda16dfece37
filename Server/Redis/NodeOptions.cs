using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace Interception.Server.Redis;

/// <summary>This node among several. Bound from the <c>Node</c> section.</summary>
internal sealed class NodeOptions
{
    private readonly string _madeUp = $"{Environment.MachineName}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 4)}";

    /// <summary>The node's name in logs and for teachers; it must be unique. Default: the machine's name and four letters.</summary>
    [RegularExpression("[A-Za-z0-9._-]{0,64}", ErrorMessage = "at most 64 letters, digits, dots, dashes and underscores")]
    public string Name { get; set; } = "";

    /// <summary>The configured or the generated name.</summary>
    public string GetName() => Name.Length > 0 ? Name : _madeUp;
}
