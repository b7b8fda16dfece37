using System.Text.Json;
using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Measures Ollama directly: does it answer, its models, its speed, how many calls at once, do models push each other out?</summary>
internal sealed class OllamaMeasurement(Uri at, DoctorPlan plan, ExaminationClock clock)
{
    private const int AText = 64;
    private const int AFewWords = 16;
    private const int MostAtOnce = 8;

    private static readonly string[] NoWriters = ["embed", "guard", "bge", "minilm"];

    /// <summary>Does it answer, and how fast does it write for one caller?</summary>
    /// <param name="server">What the server uses of it.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    public async Task<OllamaFigures> MeasureAsync(ServerFigures server, CancellationToken cancellationToken)
    {
        using var http = Open();
        var api = new OllamaApi(http, at, clock.Time);
        var figures = await LookAsync(api, cancellationToken);
        if (figures.Failure is not null || Writer(server, figures) is not { } writer) return figures;
        return figures with { Call = await new OllamaCall(api, plan, clock).MakeAsync(writer, AText, cancellationToken) };
    }

    /// <summary>How does it handle a busy server: several calls at once, several models in turn?</summary>
    /// <param name="figures">The figures so far.</param>
    /// <param name="server">What the server uses of it.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    public async Task<OllamaFigures> MeasureInUseAsync(OllamaFigures figures, ServerFigures server, CancellationToken cancellationToken)
    {
        if (figures.Call is not { Failure: null, SilentMs: 0, Model: var writer }) return figures;
        using var http = Open();
        var api = new OllamaApi(http, at, clock.Time);
        var call = new OllamaCall(api, plan, clock);
        return figures with
        {
            AtOnce = await AtOnceAsync(call, writer, server.Places ?? 1, cancellationToken),
            Rival = await RivalAsync(api, call, writer, server, cancellationToken),
        };
    }

    // A missing server refuses at once; calls have their own limits.
    private static HttpClient Open() => new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { Timeout = Timeout.InfiniteTimeSpan };

    private async Task<OllamaFigures> LookAsync(OllamaApi api, CancellationToken cancellationToken)
    {
        try
        {
            return new(at)
            {
                Version = await api.VersionAsync(cancellationToken),
                Models = await api.ModelsAsync(cancellationToken),
                InMemory = await api.InMemoryAsync(cancellationToken),
            };
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            return new(at) { Failure = e.Message };
        }
    }

    private static string? Writer(ServerFigures server, OllamaFigures ollama) =>
        server.Models.FirstOrDefault(model => ollama.Models.Any(name => OllamaApi.Same(name, model)))
        ?? ollama.InMemory.Concat(ollama.Models).FirstOrDefault(name => !NoWriters.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Asks another model that the server uses, and checks whether the first one is still in memory.</summary>
    private async Task<string?> RivalAsync(OllamaApi api, OllamaCall call, string writer, ServerFigures server, CancellationToken cancellationToken)
    {
        foreach (var other in server.Models.Where(model => !OllamaApi.Same(model, writer)))
        {
            var turn = await call.MakeAsync(other, tokens: 1, cancellationToken);
            if (turn.Failure is null && !(await api.InMemoryAsync(cancellationToken)).Any(name => OllamaApi.Same(name, writer))) return other;
        }
        return null;
    }

    private async Task<IReadOnlyList<CallFigures>> AtOnceAsync(OllamaCall call, string writer, int places, CancellationToken cancellationToken) => places < 2
        ? []
        : await Task.WhenAll(Enumerable.Range(0, Math.Min(places, MostAtOnce)).Select(_ => call.MakeAsync(writer, AFewWords, cancellationToken)));
}
