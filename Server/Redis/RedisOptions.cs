using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Redis;

/// <summary>The Redis that several nodes share. Bound from the <c>Redis</c> section.</summary>
internal sealed class RedisOptions
{
    private const string Plain = "1 to 64 letters, digits, dots, dashes and underscores";

    /// <summary>A Redis or Valkey, 7.0 or newer, such as <c>redis:6379,password=secret</c>; all nodes name the same. Without one everything is in this process's memory.</summary>
    public string Connection { get; set; } = "";

    /// <summary>A file to read the connection from, instead of <see cref="Connection"/>.</summary>
    public string ConnectionFile { get; set; } = "";

    /// <summary>Keeps deployments apart that share a Redis. Default: interception.</summary>
    [Required(ErrorMessage = Plain), RegularExpression("[A-Za-z0-9._-]{1,64}", ErrorMessage = Plain)]
    public string Prefix { get; set; } = "interception";
}
