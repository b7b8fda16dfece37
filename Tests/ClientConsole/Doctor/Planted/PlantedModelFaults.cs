using Interception.Client.Console.Doctor.Figures;
using Interception.Client.Console.Doctor.Reports;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using static Interception.Tests.ClientConsole.Doctor.Planted.PlantedSetup;

namespace Interception.Tests.ClientConsole.Doctor.Planted;

/// <summary>Faults of the model, and of its Ollama.</summary>
internal static class PlantedModelFaults
{
    public static IEnumerable<PlantedFault> All =>
    [
        new("a model that is frozen from the beginning", FaultKinds.FrozenModel, () => WithModelAsync(_ => Script.StallBeforeHeaders())),
        new("a frozen model", FaultKinds.FrozenModel, () => WithModelAsync(_ => Script.Tokens(ScriptedOllama.Tokens.Take(Random.Shared.Next(2, 30))).ThenStall())),
        new("a slow model", FaultKinds.SlowModel, SlowAsync),
        new("a loading model", FaultKinds.LoadingModel, LoadingAsync),
        new("a model that reads a long prompt", FaultKinds.LongPrompt, ReadingAsync),
        new("a model that thinks", FaultKinds.Thoughts, ThinkingAsync),
        new("two models push each other out", FaultKinds.ModelsTakeTurns, TurnsAsync),
        new("an Ollama that works on one call at a time", FaultKinds.OllamaQueues, QueuesAsync),
        new("no model", FaultKinds.NotReady, MissingAsync),
    ];

    private static async Task<DoctorReport> WithModelAsync(Func<OllamaRequest, Script> model)
    {
        await using var app = new App();
        app.Ollama.OnText(model);
        return await ExamineAsync(app.Listen(), [], app.Ollama.Address);
    }

    private static Task<DoctorReport> SlowAsync()
    {
        var pace = Seconds(0.3, 1.2);
        return WithModelAsync(_ => Paced(pace));
    }

    private static Task<DoctorReport> ThinkingAsync()
    {
        var pace = Seconds(0.15, 0.4);
        return WithModelAsync(_ => Paced(pace).ThinkingFirst(Enumerable.Repeat("hm ", 200)));
    }

    private static Task<DoctorReport> ReadingAsync()
    {
        var reading = Seconds(6, 12);
        return WithModelAsync(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(n => Task.Delay(n == 0 ? reading : TimeSpan.FromMilliseconds(30), Cancel)));
    }

    private static async Task<DoctorReport> LoadingAsync()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Usual);
        var model = app.Ollama.Models["gpt-oss:20b"];
        model.Loaded = false;
        model.HoldLoad();
        var examining = ExamineAsync(app.Listen(), [], app.Ollama.Address);
        await app.Ollama.TextCalls.WaitFor(1);
        await Task.Delay(Seconds(4, 10), Cancel);
        model.FinishLoad();
        return await examining;
    }

    private static async Task<DoctorReport> TurnsAsync()
    {
        await using var app = new App(null, ("Models:Safety", "local/llama-guard3"));
        app.Ollama.Models.Add(new("llama-guard3") { Loaded = false });
        app.Ollama.OnVerdict(_ => Script.Raw("safe"));
        app.Ollama.OnText(_ => Usual);
        // Only one fits into memory.
        app.Ollama.OnChat(request =>
        {
            foreach (var model in app.Ollama.Models) model.Loaded = model.Name == ScriptedModel.WithTag(request.Model);
            return null;
        });
        return await ExamineAsync(app.Listen(), [], app.Ollama.Address);
    }

    private static async Task<DoctorReport> QueuesAsync()
    {
        await using var app = new App(null, new ScriptedOllama { Slots = 1 }, ("Ollama:ParallelPerEndpoint", $"{Random.Shared.Next(2, 7)}"));
        app.Ollama.OnText(_ => Usual);
        return await ExamineAsync(app.Listen(), [], app.Ollama.Address);
    }

    private static async Task<DoctorReport> MissingAsync()
    {
        await using var app = new App(null, ("Models:Interception", "local/mistral"));
        return await ExamineAsync(app.Listen(), [], app.Ollama.Address);
    }
}
