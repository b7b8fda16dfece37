using System.Text.RegularExpressions;
using Interception.Tests.Support;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Interception.Tests.Deployment;

/// <summary>docker-compose.yml as Compose reads it; a key that does not stand here is a slip of the pen.</summary>
internal sealed partial class ComposeFile
{
    public string Name { get; set; } = "";

    public Dictionary<string, ComposeService> Services { get; set; } = [];

    public Dictionary<string, object?> Volumes { get; set; } = [];

    /// <summary>Reads the file.</summary>
    /// <param name="variables">Set as in an <c>.env</c> file.</param>
    public static ComposeFile Read(params (string Name, string Value)[] variables) => ReadFile("docker-compose.yml", variables);

    /// <summary>Reads another one.</summary>
    public static ComposeFile ReadFile(string file, params (string Name, string Value)[] variables)
    {
        var given = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithTagMapping("!reset", typeof(List<string>)).Build()
            .Deserialize<ComposeFile>(Variable().Replace(Repository.Text(file),
                match => match.Value == "$$" ? "$" : given.GetValueOrDefault(match.Groups[1].Value, match.Groups[2].Value)));
    }

    [GeneratedRegex(@"\$\$|\$\{(\w+):-([^}]*)\}")]
    private static partial Regex Variable();
}

/// <summary>One service of it.</summary>
internal sealed class ComposeService
{
    public string? Image { get; set; }

    public Dictionary<string, string>? Extends { get; set; }

    public string? Hostname { get; set; }

    public Dictionary<string, string>? Build { get; set; }

    public string Restart { get; set; } = "no";

    public Dictionary<string, Dictionary<string, string>> DependsOn { get; set; } = [];

    public List<string> Ports { get; set; } = [];

    public Dictionary<string, string> Environment { get; set; } = [];

    public ComposeHealth? Healthcheck { get; set; }

    public string? StopGracePeriod { get; set; }

    public string? User { get; set; }

    public bool ReadOnly { get; set; }

    public List<string> Tmpfs { get; set; } = [];

    public List<string> CapDrop { get; set; } = [];

    public List<string> SecurityOpt { get; set; } = [];

    public List<string> Volumes { get; set; } = [];

    public List<string> Entrypoint { get; set; } = [];

    public List<string> Command { get; set; } = [];
}

/// <summary>A service's health check.</summary>
internal sealed class ComposeHealth
{
    public List<string> Test { get; set; } = [];

    public string? Interval { get; set; }

    public string? Timeout { get; set; }

    public int Retries { get; set; }

    public string? StartPeriod { get; set; }
}
