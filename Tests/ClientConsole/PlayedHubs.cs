using System.Runtime.CompilerServices;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.ClientConsole;

/// <summary>Thirty pieces a stage, in a stage's second.</summary>
internal class HubThatStreams(Heard heard) : PlayedHub(heard)
{
    protected override IReadOnlyList<string> Pieces(Stage stage) =>
        [.. Enumerable.Range(0, 30).Select(n => $"{stage}{n} ")];
}

/// <summary>One big piece at the end of a long stage.</summary>
internal sealed class HubThatDropsEverythingAtOnce(Heard heard) : PlayedHub(heard)
{
    protected override long DurationMs => 30_000;

    protected override IReadOnlyList<string> Pieces(Stage stage) => [string.Concat(Enumerable.Repeat($"the whole {stage} ", 50))];
}

/// <summary>A model as fast as it is brief.</summary>
internal sealed class HubThatSaysLittle(Heard heard) : PlayedHub(heard)
{
    protected override long DurationMs => 60;

    protected override IReadOnlyList<string> Pieces(Stage stage) => [$"the whole {stage}"];
}

/// <summary>Says little, and more to who asks for more.</summary>
internal sealed class HubThatSaysMoreWhenAsked(Heard heard) : PlayedHub(heard)
{
    private readonly Heard _heard = heard;

    protected override IReadOnlyList<string> Pieces(Stage stage) =>
        [.. Enumerable.Range(0, _heard.Request!.Rules!.Contains("dreißig", StringComparison.Ordinal) ? 60 : 1).Select(n => $"{stage}{n} ")];
}

/// <summary>Its pieces are many, but they come at the end of a long stage.</summary>
internal sealed class HubThatHoldsBackUntilTheEnd(Heard heard) : HubThatStreams(heard)
{
    protected override long DurationMs => 600_000;
}

internal sealed class HubThatLosesTheLastWord(Heard heard) : HubThatStreams(heard)
{
    protected override int Chars(Stage stage) => base.Chars(stage) + 4;
}

internal sealed class HubThatSkipsNews(Heard heard) : HubThatStreams(heard)
{
    protected override long Skipped => 3;
}

internal sealed class HubThatBlocksTheInterception(Heard heard) : HubThatStreams(heard)
{
    protected override (Outcome Outcome, string? Code, TextCategory? Category) EndOf(Stage stage) =>
        stage == Stage.Interception ? (Outcome.Blocked, Codes.Blocked, TextCategory.HateSymbols) : base.EndOf(stage);
}

internal sealed class HubThatNeverEnds(Heard heard) : HubThatStreams(heard)
{
    private readonly Heard _heard = heard;

    protected override async IAsyncEnumerable<RunEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whoever watches may leave after the first event. Never disposed: what waits below is told first, and would dispose it unheard.
        cancellationToken.Register(() => _heard.LeftAlone.TrySetResult());
        yield return new RunStart(ContractStages.All, "en", "practice");
        yield return new StageStart(Stage.PreInterception, null);
        _heard.Watched.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}

/// <summary>Hears a start, and goes before it has answered; the second time it stays.</summary>
internal sealed class HubThatDropsTheFirstStart(Heard heard) : HubThatStreams(heard)
{
    private readonly Heard _heard = heard;

    public override RunStarted StartRun(RunRequest request)
    {
        _heard.Keys.Add(request.Key!);
        if (_heard.Keys.Count == 1) Context.Abort();
        return base.StartRun(request);
    }
}
