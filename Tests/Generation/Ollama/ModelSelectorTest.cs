using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Generation.Ollama;

/// <summary>One Ollama server with chosen models, and a selector that looks at it when a test says so.</summary>
public abstract class ModelSelectorTest : OllamaTest
{
    protected const string Old = "2025-01-01T10:00:00.5+01:00";
    protected const string New = "2026-11-01T10:00:00Z";

    private protected OllamaSetup With(ModelOptions models) => new(Time, models, Ollama.Address);

    protected void Only(params ScriptedModel[] models)
    {
        Ollama.Models.Clear();
        foreach (var model in models) Ollama.Models.Add(model);
    }

    protected async Task<string> ChosenAsync()
    {
        await LookAsync(Setup);
        return Names(Setup.Selector.Models);
    }

    /// <summary>The watch takes one more look.</summary>
    private protected static async Task LookAsync(OllamaSetup setup)
    {
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        setup.Watch.Looked += _ => looked.TrySetResult();
        if (setup.Watch.ExecuteTask is null) await setup.Watch.StartAsync(Cancel);
        else setup.Watch.LookNow();
        await looked.Task.WaitAsync(Cancel);
        await setup.Watch.FirstRound.WaitAsync(Cancel);
    }

    private protected static IEnumerable<(LogLevel Level, string Category, string Line)> Told(OllamaSetup setup) =>
        setup.Log.Lines.Where(line => line.Category.EndsWith(nameof(ModelSelector), StringComparison.Ordinal));

    /// <summary>In the order of the jobs, without Ollama's prefix.</summary>
    private protected static string Names(ModelOptions models) => string.Join(' ',
        new[] { models.Interception, models.Output, models.Translation, models.Safety }.Select(name => name.Replace("local/", "", StringComparison.Ordinal)));
}
