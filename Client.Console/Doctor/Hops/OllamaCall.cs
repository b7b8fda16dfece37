using System.Text.Json;
using System.Text.Json.Nodes;
using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Asks a model for a text, as the server would, and measures until enough is known.</summary>
internal sealed class OllamaCall(OllamaApi api, DoctorPlan plan, ExaminationClock clock)
{
    private const int UsualContext = 8192;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    /// <param name="model">The model.</param>
    /// <param name="tokens">The largest number of tokens.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<CallFigures> MakeAsync(string model, int tokens, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var was = await IsInMemoryAsync(model, cancellationToken);
        var begun = clock.Now;
        var answer = new OllamaAnswer(begun);
        var seen = was ? Task.FromResult<double?>(0) : WaitForLoadAsync(model, begun, over.Token);
        var (silent, failure) = await ListenAsync(model, tokens, answer, cancellationToken);
        var isIn = was || await IsInMemoryAsync(model, cancellationToken);
        await over.CancelAsync();
        return answer.Figures(model) with
        {
            Failure = failure ?? answer.Error,
            SilentMs = silent,
            WasInMemory = was,
            IsInMemory = isIn,
            LoadSeenMs = await seen ?? clock.Now - begun,
        };
    }

    /// <returns>How long nothing had come when it was given up, and the reason of a refusal.</returns>
    private async Task<(double Silent, string? Failure)> ListenAsync(string model, int tokens, OllamaAnswer answer, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.Time.CreateTimer(_ => late.Cancel(), null, plan.FirstLine, Timeout.InfiniteTimeSpan);
        var lastHeard = clock.Now;
        try
        {
            using var response = await api.ChatAsync(await BodyAsync(model, tokens, cancellationToken), late.Token);
            if (!response.IsSuccessStatusCode) return (0, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(late.Token)}");
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(late.Token));
            while (!IsEnough(answer) && await lines.ReadLineAsync(late.Token) is { } line)
            {
                lastHeard = clock.Now;
                timer.Change(plan.Silence, Timeout.InfiniteTimeSpan);
                if (line.Length > 0) answer.Add(line, lastHeard);
            }
            return (0, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (clock.Now - lastHeard, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return (0, e.Message);
        }
    }

    private bool IsEnough(OllamaAnswer answer) => answer.IsDone || answer.Error is not null
        || answer.ThoughtsMs >= plan.Thoughts.TotalMilliseconds
        || (answer.ThoughtsMs == 0 && answer.FirstLineAt is { } first && clock.Now - first >= plan.Enough.TotalMilliseconds);

    private async Task<JsonObject> BodyAsync(string model, int tokens, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Tell in five sentences what a kite in a pear tree sees." }),
            ["stream"] = true,
            ["keep_alive"] = "30m",
            ["options"] = new JsonObject { ["num_ctx"] = await api.ContextAsync(model, cancellationToken) ?? UsualContext, ["num_predict"] = tokens },
        };
        if (await api.ThinkAsync(model, cancellationToken) is { } think) body["think"] = think;
        return body;
    }

    private async Task<bool> IsInMemoryAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.InMemoryAsync(cancellationToken)).Any(name => OllamaApi.Same(name, model));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <returns>The time until it was in memory; null when it never was.</returns>
    private async Task<double?> WaitForLoadAsync(string model, double begun, CancellationToken over)
    {
        try
        {
            while (!await IsInMemoryAsync(model, over)) await Task.Delay(LookAgain, clock.Time, over);
            return clock.Now - begun;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
