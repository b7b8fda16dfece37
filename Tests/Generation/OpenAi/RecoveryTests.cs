using Interception.Server.Generation;
using Interception.Tests.Generation.Resilience;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>A provider gets the same patience as Ollama, and no more.</summary>
public sealed class RecoveryTests : IAsyncDisposable
{
    private static readonly Answer Busy = Answer.Status(503, "{}", "application/json", "Connection: close");

    private readonly ScriptedOpenAi server = new();
    private readonly BriskTime time = new();
    private readonly OpenAiSetup setup;

    public RecoveryTests() => setup = new(time, server.Address);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        setup.Dispose();
        await server.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_call_that_fails_before_its_first_piece_is_made_once_more()
    {
        server.Enqueue(Busy);

        var pieces = await setup.Steady.StreamAsync(OpenAiSetup.Ask(), Cancel).ToListAsync(Cancel);

        pieces[0].Kind.Should().Be(PieceKind.Retrying);
        string.Concat(pieces.Select(piece => piece.Text)).Should().Be(ScriptedOllama.Text);
        server.Requests.Count.Should().Be(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_probe_asks_for_the_models_and_carries_no_text()
    {
        var changed = new SemaphoreSlim(0);
        setup.Breaker.Changed += () => changed.Release();
        server.OnText = _ => Busy;
        var asking = () => setup.Steady.StreamAsync(OpenAiSetup.Ask(job: GenerationJob.Verdict), Cancel).ToListAsync(Cancel).AsTask();
        for (var call = 0; call < 9; call++) await asking.Should().ThrowAsync<GenerationException>();
        await changed.WaitAsync(Cancel);
        server.Requests.Count.Should().Be(8);

        time.Advance(TimeSpan.FromSeconds(10));

        await changed.WaitAsync(Cancel);
        var probe = await server.Requests.WaitFor(9);
        (probe.Method, probe.Path, probe.Body, probe.Headers["Authorization"]).Should().Be(("GET", "/v1/models", "", $"Bearer {OpenAiSetup.Key}"));
        setup.Breaker.IsClosed.Should().BeTrue();
    }
}
