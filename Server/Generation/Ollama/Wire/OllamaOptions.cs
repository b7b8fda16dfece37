using System.ComponentModel.DataAnnotations;
using Interception.Server.Generation.Privacy;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>Where Ollama is and how it is asked. Bound from the <c>Ollama</c> section.</summary>
internal sealed class OllamaOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Ollama";

    private const string Time = "a time such as 30m or 1h30m; -1m for ever";

    /// <summary>The servers to ask. Default: the one that <c>OLLAMA_HOST</c> names, read as Ollama's own clients read it, else http://localhost:11434.</summary>
    /// <remarks>Empty until configured: the binder adds to what an array already holds.</remarks>
    [HttpAddresses]
    public Uri[] Endpoints { get; set; } = [];

    /// <summary>Where the endpoints were set, for whoever has to mend them.</summary>
    internal string EndpointsKey { get; set; } = $"{Section}:{nameof(Endpoints)}";

    /// <summary>How many runs each server works on at once; the same number as its OLLAMA_NUM_PARALLEL. Default: 1.</summary>
    [Range(1, 100_000)]
    public int ParallelPerEndpoint { get; set; } = 1;

    /// <summary>How long a model stays in memory after a call, in Ollama's own form. Default: 30 minutes.</summary>
    [Required(ErrorMessage = Time), RegularExpression(@"-?(\d+(\.\d+)?(ms|s|m|h))+", ErrorMessage = Time)]
    public string KeepAlive { get; set; } = "30m";

    /// <summary>The context in tokens, the same for all jobs: a difference makes Ollama load the model anew. Default: 8192.</summary>
    [Range(512, 1_048_576)]
    public int ContextLength { get; set; } = 8192;

    /// <summary>How much models that can think are told to; thoughts cost each child of a class its time. Default: <see cref="ThinkMode.Off"/>.</summary>
    public ThinkMode Think { get; set; } = ThinkMode.Off;

    /// <summary>Whether the configured models are brought into memory as soon as a server answers. Default: yes.</summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>Whether a configured model that is missing is fetched at start. Default: no.</summary>
    public bool PullMissingModels { get; set; }
}
