using System.ComponentModel.DataAnnotations;
using Interception.Server.Generation.Privacy;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>The Ollama servers and how they are asked. Bound from the <c>Ollama</c> section.</summary>
internal sealed class OllamaOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Ollama";

    private const string Time = "a time such as 30m or 1h30m; -1m for ever";

    /// <summary>The servers to ask. Default: the one in <c>OLLAMA_HOST</c>, read as Ollama's own clients read it, else http://localhost:11434.</summary>
    /// <remarks>Empty until configured: the binder adds to what an array already holds.</remarks>
    [HttpAddresses]
    public Uri[] Endpoints { get; set; } = [];

    /// <summary>Which setting the endpoints come from, for the messages to the operator.</summary>
    internal string EndpointsKey { get; set; } = $"{Section}:{nameof(Endpoints)}";

    /// <summary>How many runs each server works on at once; set OLLAMA_NUM_PARALLEL to the same number. Default: 1.</summary>
    [Range(1, 100_000)]
    public int ParallelPerEndpoint { get; set; } = 1;

    /// <summary>How long a model stays in memory after a call, in Ollama's own form. Default: 30 minutes.</summary>
    [Required(ErrorMessage = Time), RegularExpression(@"-?(\d+(\.\d+)?(ms|s|m|h))+", ErrorMessage = Time)]
    public string KeepAlive { get; set; } = "30m";

    /// <summary>The context in tokens, the same for all jobs, because a different value makes Ollama reload the model. Default: 8192.</summary>
    [Range(512, 1_048_576)]
    public int ContextLength { get; set; } = 8192;

    /// <summary>How much models think that can; thoughts cost every child time. Default: <see cref="ThinkMode.Off"/>.</summary>
    public ThinkMode Think { get; set; } = ThinkMode.Off;

    /// <summary>Whether the configured models are loaded as soon as a server answers. Default: true.</summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>Whether a missing configured model is downloaded at start. Default: false.</summary>
    public bool PullMissingModels { get; set; }
}
