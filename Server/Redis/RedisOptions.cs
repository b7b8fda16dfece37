using System.ComponentModel.DataAnnotations;
using Interception.Server.Settings;
using Microsoft.Extensions.Options;

namespace Interception.Server.Redis;

/// <summary>The Redis that several nodes share. Bound from the <c>Redis</c> section.</summary>
internal sealed class RedisOptions
{
    private const string Plain = "1 to 64 letters, digits, dots, dashes and underscores";

    /// <summary>A Redis or Valkey, 7.0 or newer, such as <c>redis:6379,password=secret</c>; all nodes name the same one. Without one everything is in this process's memory.</summary>
    public string Connection { get; set; } = "";

    /// <summary>A file that contains the connection string, instead of <see cref="Connection"/>.</summary>
    public string ConnectionFile { get; set; } = "";

    /// <summary>Separates deployments that share a Redis. Default: interception.</summary>
    [Required(ErrorMessage = Plain), RegularExpression("[A-Za-z0-9._-]{1,64}", ErrorMessage = Plain)]
    public string Prefix { get; set; } = "interception";

    /// <summary>The connection string, wherever it stands; empty for none.</summary>
    /// <exception cref="OptionsValidationException">Both keys are set, or the file cannot be read.</exception>
    internal string Read() => SecretFile.Read("Redis", nameof(Connection), Connection, ConnectionFile);
}
