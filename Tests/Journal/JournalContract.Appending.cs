using Interception.Server.Contracts;
using Interception.Server.Journal;

namespace Interception.Tests.Journal;

/// <summary>What a writer says to a store that may lose an answer: said again, nothing is there twice.</summary>
public abstract partial class JournalContract
{
    private static readonly RunEvent Started = new StageStart(Stage.Output, Model: null) { Seq = 1, At = 5 };
    private static readonly RunEvent Completed = new StageEnd(Stage.Output, Outcome.Completed, null, null, 7, 2, null, null, 0) { Seq = 2, At = 6 };
    private static readonly RunEvent Ended = new RunEnd(Outcome.Completed, null) { Seq = 3, At = 7 };

    [Fact]
    public async Task What_is_added_is_read_as_it_was_numbered_and_dated()
    {
        (await AddAsync(new(1, Started) { Stage = Stage.Output, Text = "one " })).Result.Should().Be(AppendResult.Ok);
        (await AddAsync(new(1, Completed, Ended) { Stage = Stage.Output, ExpectedLength = 4, Text = "two" })).Result.Should().Be(AppendResult.Ok);

        (await Run.ReadAll(Stage.Output, 0, Soon)).Should().Be("one two");
        (await Run.ReadEvents(0, Soon).ToListAsync(Soon)).Should().Equal(Started, Completed, Ended);
    }

    [Fact]
    public async Task What_is_said_again_is_there_once()
    {
        var first = new JournalAddition(1, Started) { Stage = Stage.Output, Text = "one " };
        await AddAsync(first);

        (await AddAsync(first)).Result.Should().Be(AppendResult.Duplicate);
        (await AddAsync(new(1, Started, Completed) { Stage = Stage.Output, Text = "one two" })).Result
            .Should().Be(AppendResult.Ok, "a writer that heard no answer says it again with what came since");
        (await AddAsync(first)).Result.Should().Be(AppendResult.Duplicate, "an older one may come late");

        (await Run.ReadAll(Stage.Output, 0, Soon)).Should().Be("one two");
        (await Run.ReadEvents(0, Soon).Take(2).ToListAsync(Soon)).Should().Equal(Started, Completed);
    }

    [Fact]
    public async Task Where_something_is_missing_the_answer_says_how_much_there_is()
    {
        await AddAsync(new(1, Started) { Stage = Stage.Output, Text = "one " });

        (await AddAsync(new(1) { Stage = Stage.Output, ExpectedLength = 7, Text = "!" })).Should().Match<AppendAnswer>(
            answer => answer.Result == AppendResult.Gap && answer.Length == 4);
        (await AddAsync(new(1, Ended))).Should().Match<AppendAnswer>(answer => answer.Result == AppendResult.Gap && answer.Length == 1);

        (await Run.ReadText(Stage.Output, 0, Soon).FirstAsync(Soon)).Should().Be("one ");
    }

    [Fact]
    public async Task A_store_that_knows_nothing_of_a_run_any_more_asks_for_all_of_it() =>
        (await Journal.AppendAsync("another", new(1, Completed), Soon)).Should().Match<AppendAnswer>(
            answer => answer.Result == AppendResult.Gap && answer.Length == 0);

    [Fact]
    public async Task Whoever_was_overtaken_writes_nothing_more()
    {
        await AddAsync(new(1, Started) { Stage = Stage.Output, Text = "one " });
        (await AddAsync(new(2) { Stage = Stage.Output, ExpectedLength = 4, Text = "two" })).Result.Should().Be(AppendResult.Ok);

        (await AddAsync(new(1) { Stage = Stage.Output, ExpectedLength = 7, Text = " three" })).Result.Should().Be(AppendResult.Fenced);
        (await AddAsync(new(1, Completed))).Result.Should().Be(AppendResult.Fenced);
        Run.Invoking(zombie => zombie.Write(Stage.Output, " four")).Should().Throw<InvalidOperationException>();
        Run.Invoking(zombie => zombie.Write(new RunPause())).Should().Throw<InvalidOperationException>();

        (await AddAsync(new(2, Completed))).Result.Should().Be(AppendResult.Ok);
        (await Run.ReadAll(Stage.Output, 0, Soon)).Should().Be("one two");
    }

    [Fact]
    public async Task Whoever_takes_a_journal_over_goes_on_with_it_and_silences_the_one_before()
    {
        Run.Begin(Stage.Output, "one ");
        var next = (await Journal.TakeOverAsync("run", 2, Soon))!;
        Run.Write(Stage.Output, "two ");

        next.Write(Stage.Output, "three");

        Run.Invoking(zombie => zombie.Write(Stage.Output, "four")).Should().Throw<InvalidOperationException>();
        next.End(Stage.Output).End(Outcome.Completed);
        (await Run.ReadAll(Stage.Output, 0, Soon)).Should().Be("one two three");
        (await next.ReadEvents(0, Soon).CountAsync(Soon)).Should().Be(3);
        (await Journal.TakeOverAsync("another", 2, Soon)).Should().BeNull();
    }

    [Fact]
    public async Task After_the_end_everything_is_closed_to_every_writer()
    {
        await AddAsync(new(1, Started, Completed, Ended) { Stage = Stage.Output, Text = "one two" });

        (await AddAsync(new(1, Ended))).Result.Should().Be(AppendResult.Closed);
        (await AddAsync(new(9, new RunPause { Seq = 4 }))).Result.Should().Be(AppendResult.Closed);
        (await Run.ReadEvents(0, Soon).CountAsync(Soon)).Should().Be(3);
    }

    [Fact]
    public async Task A_retracted_text_does_not_come_back_with_an_addition_that_is_late()
    {
        var text = new JournalAddition(1) { Stage = Stage.Output, ExpectedLength = 4, Text = "two" };
        await AddAsync(new(1, Started) { Stage = Stage.Output, Text = "one " });
        await AddAsync(text);
        await AddAsync(new(1, new StageEnd(Stage.Output, Outcome.Blocked, Codes.Blocked, TextCategory.Other, 7, 2, null, null, 0) { Seq = 2 }));

        (await AddAsync(text)).Result.Should().Be(AppendResult.Duplicate);
        (await Run.ReadToEnding(Stage.Output, 0, Soon)).Text.Should().BeEmpty();
    }

    [Theory, InlineData(RunWish.Stop), InlineData(RunWish.Hold)]
    public async Task What_is_wanted_of_a_run_is_said_with_every_answer(RunWish wish)
    {
        (await AddAsync(new(1, Started))).Wanted.Should().Be(RunWish.Go);

        await Journal.WantAsync("run", wish, Soon);
        await Journal.WantAsync("another", RunWish.Go, Soon);

        (await AddAsync(new(1) { Stage = Stage.Output, Text = "one" })).Wanted.Should().Be(wish);
        (await AddAsync(new(1) { Stage = Stage.Output, Text = "one" })).Wanted.Should().Be(wish, "no answer is the only one that says it");
    }

    [Theory]
    [InlineData(RunWish.Stop, true), InlineData(RunWish.Stop, false), InlineData(RunWish.Hold, true), InlineData(RunWish.Hold, false)]
    public async Task A_writer_that_writes_nothing_hears_what_is_wanted_however_early_it_was_said(RunWish wish, bool isEarly)
    {
        var heard = new TaskCompletionSource<RunWish>();
        if (isEarly) await Journal.WantAsync("run", wish, Soon);
        Run.OnWanted(wanted => heard.TrySetResult(wanted));
        if (!isEarly) await Journal.WantAsync("run", wish, Soon);

        (await heard.Task.WaitAsync(Soon)).Should().Be(wish);
    }

    [Fact]
    public async Task A_writer_that_came_to_its_place_writes_under_the_larger_number()
    {
        var before = (await Journal.TakeOverAsync("run", 2, Soon))!;
        Run.Raise(5);
        Run.Raise(3);
        Run.Fence.Should().Be(5, "a number never falls");

        Run.Write(new StageStart(Stage.Output, Model: null));
        (await Run.ReadEvents(0, Soon).FirstAsync(Soon)).Should().BeOfType<StageStart>();

        FluentActions.Invoking(() => before.Write(new RunPause())).Should().Throw<InvalidOperationException>();
    }

    private ValueTask<AppendAnswer> AddAsync(JournalAddition addition) => Journal.AppendAsync("run", addition, Soon);
}
