using Interception.Client.Console;
using Interception.Client.Console.Lesson;

namespace Interception.Tests.ClientConsole;

/// <summary>How simulated children behave.</summary>
public class LessonMoodTests
{
    [Fact]
    public void The_same_seed_makes_the_same_children_and_another_makes_others()
    {
        Intents(seed: 3, child: 1).Should().Equal(Intents(seed: 3, child: 1));
        Intents(seed: 3, child: 1).Should().NotEqual(Intents(seed: 3, child: 2)).And.NotEqual(Intents(seed: 4, child: 1));
    }

    [Fact]
    public void Some_revise_some_reload_some_leave_and_both_languages_are_spoken()
    {
        var all = Enumerable.Range(1, 30).SelectMany(child => Intents(seed: 1, child)).ToList();

        foreach (Func<ChildIntent, bool> habit in (Func<ChildIntent, bool>[])
            [intent => intent.Revises, intent => intent.Reload is not null, intent => intent.Patience != Timeout.InfiniteTimeSpan, intent => intent.Idea.Language == "de"])
        {
            all.Count(habit).Should().BeInRange(all.Count / 25, all.Count * 3 / 4);
        }

        all.Should().OnlyContain(intent => intent.Typing > TimeSpan.FromSeconds(8) && intent.Typing < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Reading_takes_as_long_as_the_text_and_what_was_read_while_it_appeared_counts()
    {
        var intent = Intents(seed: 1, child: 1)[0];

        intent.Reading(360, TimeSpan.Zero).Should().Be(TimeSpan.FromSeconds(30));
        intent.Reading(360, TimeSpan.FromSeconds(20)).Should().Be(TimeSpan.FromSeconds(10));
        intent.Reading(0, TimeSpan.Zero).Should().BePositive();
        intent.Reading(100_000, TimeSpan.Zero).Should().BeLessThan(TimeSpan.FromMinutes(2));
        (intent with { Pace = 2 }).Reading(360, TimeSpan.Zero).Should().Be(TimeSpan.FromSeconds(15));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("--children", "0", "--children '0' is not between 1 and 1000."), InlineData("--pace", "0", "--pace '0' is not between 0.1 and 1000.")]
    public async Task A_number_out_of_range_is_named_with_its_range(string option, string value, string why)
    {
        var error = new StringWriter();

        (await InvokeAsync(error, "lesson", option, value)).Should().Be(1);

        error.ToString().Should().Contain(why);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_is_not_there_is_said_once_and_no_child_begins()
    {
        var error = new StringWriter();

        (await InvokeAsync(error, "lesson", "--url", "http://127.0.0.1:1")).Should().Be(1);

        error.ToString().TrimEnd().Should().StartWith("No Interception server can be reached at http://127.0.0.1:1/").And.NotContain("\n");
    }

    private static List<ChildIntent> Intents(int seed, int child) => [.. new ChildBehaviour(seed, child, pace: 1).Intents().Take(20)];

    private static Task<int> InvokeAsync(TextWriter error, params string[] arguments) => CommandLine.InvokeAsync(
        arguments, new() { In = TextReader.Null, Out = TextWriter.Null, Error = error }, TestContext.Current.CancellationToken);
}
