namespace Interception.Tests.Support.Ollama;

/// <summary>A model that the scripted Ollama has, or could pull.</summary>
public sealed class ScriptedModel(string name)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _hold;
    private int _waiting;

    /// <summary>The name with its tag.</summary>
    public string Name { get; } = WithTag(name);

    /// <summary>False: it must be downloaded first.</summary>
    public bool Present { get; set; } = true;

    /// <summary>It is in memory.</summary>
    public bool Loaded { get; set; }

    /// <summary>When it was downloaded, in the form of <c>/api/tags</c>.</summary>
    public string ModifiedAt { get; set; } = "2026-11-22T17:01:44.504329149Z";

    /// <summary>Its capabilities besides thinking.</summary>
    public IReadOnlyList<string> Can { get; init; } = ["completion"];

    /// <summary>False: <c>/api/tags</c> does not list its capabilities, as an older Ollama.</summary>
    public bool ListsCapabilities { get; init; } = true;

    /// <summary>The server that Ollama passes requests on to; null for a local model.</summary>
    public string? RemoteHost { get; init; }

    /// <summary>It can think.</summary>
    public bool Thinking { get; init; }

    /// <summary>It thinks in levels and cannot stop thinking: <c>gpt-oss</c>.</summary>
    public bool Levels { get; init; }

    /// <summary>What <c>/api/show</c> calls its family.</summary>
    public string Family => Levels ? "gptoss" : "llama";

    /// <summary>Why it cannot be loaded; null when it can.</summary>
    public string? LoadError { get; set; }

    /// <summary>How often a load has begun.</summary>
    public int LoadsBegun { get; private set; }

    /// <summary>How many loads were aborted, because the last client that waited left.</summary>
    public int LoadsThrownAway { get; private set; }

    /// <summary>Makes every load wait for <see cref="FinishLoad"/>.</summary>
    public void HoldLoad() => _hold = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the load that waits, and all later ones, come to its end.</summary>
    public void FinishLoad() => _hold?.TrySetResult();

    internal static string WithTag(string name) => name.Contains(':', StringComparison.Ordinal) ? name : name + ":latest";

    internal async Task LoadAsync(CancellationToken clientLeft)
    {
        lock (_lock)
        {
            if (Loaded) return;
            if (_waiting++ == 0) LoadsBegun++;
        }

        try
        {
            await (_hold?.Task ?? Task.CompletedTask).WaitAsync(clientLeft);
            Loaded = true;
        }
        finally
        {
            lock (_lock)
                if (--_waiting == 0 && !Loaded) LoadsThrownAway++;
        }
    }
}
