using System.Collections.Concurrent;
using System.Net;
using Interception.Client.Console;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Lesson;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.ClientConsole;

/// <summary>Simulated children in front of a whole server on a real port, so that each has its own cookies.</summary>
public sealed class LessonTests : IAsyncDisposable
{
    private const double NoTimeToLose = 1e9;

    private readonly App _app = new(null, ("Ollama:ParallelPerEndpoint", "4"), ("Limits:ConnectionsPerSecond", "1000"));
    private readonly ConcurrentDictionary<CookieContainer, int> _tablets = new();
    private readonly ServerAddress _server;
    private Action _reconnected = () => { };

    public LessonTests() => _server = new(_app.Listen());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Thirty_children_reload_and_revise_and_every_one_finishes_its_pieces()
    {
        const int each = 2;
        var intents = Enumerable.Range(1, 30).ToDictionary(child => new VisitLog(child), child =>
            new ChildBehaviour(seed: 7, child, NoTimeToLose).Intents().Take(each).Select(Stays).ToList());

        await Task.WhenAll(intents.Select(child => LearnAsync(child.Key, TimeProvider.System, child.Value)));

        intents.Keys.SelectMany(diary => diary.Troubles).Should().BeEmpty();
        intents.Keys.Should().OnlyContain(diary => diary.FinishedPieces == each && diary.Texts == 4 * each && diary.WholeTexts == diary.Texts);
        intents.Keys.SelectMany(diary => diary.Visits).Sum(visit => visit.Reloads).Should().BePositive()
            .And.Be(intents.Values.SelectMany(all => all).Count(intent => intent.Reload is not null));
        intents.Keys.SelectMany(diary => diary.Visits).Should().OnlyContain(visit => visit.FirstWord > TimeSpan.Zero && visit.Work >= TimeSpan.Zero);
        _tablets.Keys.Select(tablet => tablet.GetAllCookies()["interception"]!.Value).Distinct().Should().HaveCount(30, "a session a child");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reload_in_the_middle_of_a_text_goes_on_at_the_character_where_it_was()
    {
        var tokens = new Turnstile();
        _app.Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens).InLockStep(tokens));
        tokens.Release(20);
        _reconnected = () => tokens.Release(ScriptedOllama.Tokens.Count);
        var diary = new VisitLog(1);

        await LearnAsync(diary, TimeProvider.System, [Quick with { Reload = new(Stage.Interception, 40) }]);

        diary.Visits.Sum(visit => visit.Reloads).Should().Be(1);
        (diary.FinishedPieces, diary.Texts, diary.WholeTexts).Should().Be((1, 4, 4));
        _tablets.Should().ContainSingle().Which.Value.Should().Be(2, "it is the same session over two connections");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_child_that_leaves_stops_its_run_and_may_begin_another()
    {
        _app.Ollama.EnqueueText(Script.Tokens("A blue ").ThenStall());
        var time = new FakeTimeProvider();
        var diary = new VisitLog(1);
        var learning = LearnAsync(diary, time, [Quick with { Patience = TimeSpan.FromSeconds(10) }, Quick]);
        await _app.Ollama.TextCalls.WaitFor(1);

        time.Advance(TimeSpan.FromSeconds(10));
        await learning;

        (diary.Leavings, diary.FinishedPieces).Should().Be((1, 1));
        diary.Troubles.Should().BeEmpty("to leave is no failure");
        _app.Controls().List().Should().OnlyContain(run => run.State == Interception.Server.Runs.RunState.Ended);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_goes_wrong_stands_in_the_diary_and_the_child_goes_on()
    {
        _app.Ollama.EnqueueText(Script.Tokens("A blue ").ThenErrorLine("out of memory"));
        var diary = new VisitLog(1);

        await LearnAsync(diary, TimeProvider.System, [Quick, Quick]);

        diary.Troubles.Should().Equal(Codes.ProviderInterrupted);
        diary.FinishedPieces.Should().Be(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_loses_text_is_found_out()
    {
        await using var console = await ConsoleBeside<HubThatLosesTheLastWord>.StartAsync();
        var diary = new VisitLog(1);

        await new Child(new Tablet(console.Surroundings(), new(new("http://localhost"))), diary, TimeProvider.System).LearnAsync([Quick], Cancel);

        diary.Troubles.Should().NotBeEmpty().And.OnlyContain(code => code == TroubleCodes.TextLost);
        diary.WholeTexts.Should().Be(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_command_plays_a_lesson_and_sums_it_up()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var exit = await CommandLine.InvokeAsync(
            ["lesson", "--children", "3", "--minutes", "0.1", "--pace", "200", "--seed", "7", "--url", $"{_server.Address}"],
            Surroundings() with { Out = output, Error = error }, Cancel);

        error.ToString().Should().BeEmpty();
        exit.Should().Be(0);
        output.ToString().Should().StartWith("3 children begin; --seed 7 ").And.Contain("3 children, 0:06 minutes, ollama wrote:")
            .And.Contain("This machine carries ");
    }

    [Fact(Timeout = 60_000)]
    public async Task Children_are_spread_over_several_nodes_and_the_summary_says_what_each_carried()
    {
        await using var other = new App(null, ("Ollama:ParallelPerEndpoint", "4"), ("Limits:ConnectionsPerSecond", "1000"));
        var (output, error, second) = (new StringWriter(), new StringWriter(), other.Listen());

        var exit = await CommandLine.InvokeAsync(
            ["lesson", "--children", "3", "--minutes", "0.05", "--pace", "200", "--seed", "7", "--url", $"{_server.Address}", "--url", $"{second}"],
            Surroundings() with { Out = output, Error = error }, Cancel);

        (exit, error.ToString()).Should().Be((0, ""));
        output.ToString().Should().MatchRegex($@"\n  {_server.Address.Authority}\s+2\s+[1-9]").And.MatchRegex($@"\n  {second.Authority}\s+1\s+[1-9]")
            .And.Contain("These 2 nodes together carry ");
        _app.Controls().List().Should().NotBeEmpty();
        other.Controls().List().Should().NotBeEmpty();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static ChildIntent Quick { get; } = new(ChildIdea.All[0], TimeSpan.Zero, Timeout.InfiniteTimeSpan, Reload: null, Revises: false, NoTimeToLose);

    private static ChildIntent Stays(ChildIntent intent) => intent with { Patience = Timeout.InfiniteTimeSpan };

    private Task LearnAsync(VisitLog diary, TimeProvider time, IEnumerable<ChildIntent> intents) =>
        new Child(new Tablet(Surroundings(), _server), diary, time).LearnAsync(intents, Cancel);

    private CommandContext Surroundings() => new()
    {
        In = TextReader.Null,
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        Network = http =>
        {
            if (_tablets.AddOrUpdate(http.Cookies, 1, (_, connections) => connections + 1) > 1) _reconnected();
        },
    };
}
