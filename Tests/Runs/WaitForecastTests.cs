using Interception.Server.Contracts;
using Interception.Server.Runs.Queue;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Tests.Runs;

/// <summary>What is known of working times, and what follows for those who wait.</summary>
public class WaitForecastTests
{
    private static readonly WorkKind Writing = new(Stage.Interception, "local/gpt-oss:20b", Translates: false) { Writes = true };

    [Fact]
    public void Before_anything_was_measured_nothing_is_said() =>
        Of(1, new(), new QueuedWork(null, Writing), new QueuedWork(null, Writing)).Should().BeEmpty();

    [Fact]
    public void Each_one_further_back_waits_one_more_working_time_and_the_range_widens()
    {
        var times = Known(10, 11, 9, 10, 12, 8);

        var said = Of(1, times, [.. Enumerable.Repeat(new QueuedWork(null, Writing), 5)]);

        said.Should().HaveCount(4);
        for (var n = 0; n < 4; n++)
            ((said[n].Low + said[n].High) / 2).Should().BeApproximately(10 * (n + 1), 3 * (n + 1));
        said.Select(estimate => estimate.High - estimate.Low).Should().BeInAscendingOrder();
    }

    [Fact]
    public void Twice_as_many_places_halve_the_wait()
    {
        var times = Known(10, 10, 10, 10);
        var class30 = Enumerable.Repeat(new QueuedWork(null, Writing), 30).ToArray();

        var (one, two) = (Of(1, times, class30)[^1], Of(2, times, class30)[^1]);

        two.High.Should().BeApproximately(one.High / 2, one.High / 10);
    }

    [Fact]
    public void What_is_not_known_yet_is_taken_from_its_like_and_the_latest_count_most()
    {
        var times = Known([.. Enumerable.Repeat(10.0, 30), .. Enumerable.Repeat(20.0, 60)]);

        times.Find(Writing with { Model = "local/another" }).Should().NotBeNull();
        Math.Exp(times.Find(Writing with { Stage = Stage.Output })!.Value.Mean).Should().BeInRange(18, 20);
        times.Find(new(Stage.PreInterception, null, Translates: false)).Should().BeNull();
    }

    [Fact]
    public void What_broke_off_is_no_working_time_but_says_how_seldom_runs_go_on()
    {
        var times = Known(10, 10);

        for (var n = 0; n < 20; n++) times.Measured(Writing, TimeSpan.FromSeconds(0.1), Outcome.Stopped);

        Math.Exp(times.Find(Writing)!.Value.Mean).Should().BeApproximately(10, 0.1);
        times.Find(Writing)!.Value.GoesOn.Should().BeLessThan(0.5);
    }

    [Fact]
    public void What_failed_is_said_again_and_tells_nothing_of_how_seldom_runs_go_on()
    {
        var times = Known(10, 10);
        var before = times.Find(Writing);

        for (var n = 0; n < 20; n++) times.Measured(Writing, TimeSpan.FromSeconds(0.1), Outcome.Failed);

        times.Find(Writing).Should().Be(before);
    }

    [Fact]
    public void The_same_line_has_the_same_estimates() => Of(2, Known(3, 9, 27), [.. Enumerable.Repeat(new QueuedWork(null, Writing), 9)])
        .Should().Equal(Of(2, Known(3, 9, 27), [.. Enumerable.Repeat(new QueuedWork(null, Writing), 9)]));

    /// <summary>One works for each place, as far as they go; the others wait.</summary>
    private static IReadOnlyList<WaitEstimate> Of(int places, DurationStatistics times, params QueuedWork[] errands) => WaitForecast.Simulate(places,
        [.. errands.Take(places).Select(work => work.RestBy(times))], [.. errands.Skip(places).Select(work => work.RestBy(times))], 1);

    private static DurationStatistics Known(params double[] seconds)
    {
        var times = new DurationStatistics();
        foreach (var took in seconds) times.Measured(Writing, TimeSpan.FromSeconds(took), Outcome.Completed);
        return times;
    }
}
