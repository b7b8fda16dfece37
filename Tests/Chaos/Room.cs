using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Chaos;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Chaos;

/// <summary>A server on a real port between a storyteller and its children, with short clocks and no limits.</summary>
internal sealed class Room : IAsyncDisposable
{
    private static readonly (string Key, string Value)[] Settings =
    [
        .. new[] { "ActiveRunsPerSession", "StartsPerMinute", "ConnectionsPerSession", "PerAddress", "ConnectionsPerSecond" }
            .Select(limit => ($"Limits:{limit}", "100000")),
        ("Queue:Capacity", "100000"), ("Ollama:ParallelPerEndpoint", "1000"), ("Runs:Retention", "01:00:00"),
        ("Timeouts:FirstToken", "00:00:03"), ("Timeouts:BetweenTokens", "00:00:02"), ("Logging:LogLevel:Default", "None"),
    ];

    private readonly ScriptedOllama _ollama = new();
    private readonly ChaosProxy _wire;
    private readonly App _app;

    /// <summary>Opens it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="choose">What goes wrong between server and model.</param>
    /// <param name="parts">What is different in the server.</param>
    /// <param name="settings">What is set otherwise.</param>
    public Room(Storyteller model, Func<ReadOnlyMemory<byte>, Fault?>? choose = null, Action<IServiceCollection>? parts = null,
        params (string Key, string Value)[] settings)
    {
        _ollama.OnText(model.Answer);
        _wire = new(_ollama.Address, choose);
        _app = new(null, [("Ollama:Endpoints:0", _wire.Address.ToString()), .. settings.Concat(Settings).DistinctBy(setting => setting.Key)]) { Parts = parts };
        Address = _app.Listen();
    }

    /// <summary>Where the server listens.</summary>
    public Uri Address { get; }

    /// <summary>How many texts the model was asked for.</summary>
    public int TextCalls => _ollama.TextCalls.Count;

    /// <summary>How many runs are not over.</summary>
    public int Open => _app.Controls().List().Count(run => run.State != RunState.Ended);

    /// <summary>Waits for the end of whatever works: a run ends a moment after its call is closed.</summary>
    public Task EndedAsync() => Task.WhenAll(_app.Services.GetRequiredService<RunRegistry>().All.Select(run => run.Ended));

    /// <summary>Waits until the model's server has been looked at.</summary>
    public Task ReadyAsync() => _app.Services.FirstRoundAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _wire.DisposeAsync();
        await _ollama.DisposeAsync();
    }
}
