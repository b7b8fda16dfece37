namespace Interception.Tests.Runs;

/// <summary>What children are told of their wait, in lessons of thirty on a virtual clock.</summary>
public class WaitEstimateTests(ITestOutputHelper output)
{
    private const int Children = 30;
    private static readonly TimeSpan Lesson = TimeSpan.FromMinutes(45);

    [Theory(Timeout = 180_000), InlineData(1, 7), InlineData(2, 12), InlineData(3, 14), InlineData(4, 18)]
    public void The_true_wait_lies_in_the_range_the_range_is_narrow_and_a_position_never_goes_up(int places, int seed)
    {
        var visits = Played(places, seed).Visits.Where(visit => visit.Told.Count > 0).ToList();
        var said = visits.Where(visit => visit.ServedAt is not null).SelectMany(Sayings).ToList();
        var first = said.Where(saying => saying.IsFirst).ToList();

        Print($"{places} places, all that was said", said);
        Print($"{places} places, the first of each wait", first);
        foreach (var sayings in new[] { said, first })
        {
            sayings.Count.Should().BeGreaterThan(100);
            sayings.Average(saying => saying.IsTrue ? 1 : 0).Should().BeGreaterThanOrEqualTo(0.8);
            Median(sayings.Select(saying => saying.Width / saying.Allowed)).Should().BeLessThanOrEqualTo(1);
        }
        visits.Should().OnlyContain(visit => NeverGoesUp(visit));
        visits.Where(visit => visit.ServedAt is not null).Should().OnlyContain(visit => visit.Told.Last().Said.Position == 1);
    }

    [Theory(Timeout = 60_000), InlineData(3, 1), InlineData(6, 2)]
    public void With_servers_that_go_away_every_half_minute_three_of_four_ranges_are_true_and_no_wider_than_two_thirds_of_the_wait(double textTakes, int seed)
    {
        var trouble = new PlayedTrouble(seed);
        var line = new PlayedLine(places: 2, seed, trouble);
        for (var child = 0; child < 20; child++) new TroubledChild(line, $"child {child}", textTakes).Begin();
        trouble.Begin(line);
        line.Play(TimeSpan.FromMinutes(12));

        var said = line.Visits.Where(visit => visit.ServedAt is not null).SelectMany(Sayings).ToList();

        Print($"Texts of {textTakes} s", said);
        said.Count.Should().BeGreaterThan(1_000);
        said.Average(saying => saying.IsTrue ? 1 : 0).Should().BeGreaterThanOrEqualTo(0.75);
        said.Average(saying => saying.Width).Should().BeLessThan(said.Average(saying => saying.Wait) * 2 / 3);
    }

    private static PlayedLine Played(int places, int seed)
    {
        var line = new PlayedLine(places, seed);
        for (var child = 0; child < Children; child++) new PlayedChild(line, $"child {child}").Begin();
        line.Play(Lesson);
        return line;
    }

    private static IEnumerable<Saying> Sayings(Visit visit) => visit.Told
        .Where(told => told.Said.EtaSeconds is not null)
        .Select(told => new Saying(told.Said.EtaSeconds![0], told.Said.EtaSeconds[1],
            (visit.ServedAt!.Value - told.At).TotalSeconds, told == visit.Told[0]));

    private static bool NeverGoesUp(Visit visit) =>
        visit.Told.Zip(visit.Told.Skip(1), (one, next) => next.Said.Position <= one.Said.Position).All(down => down);

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private void Print(string which, List<Saying> said) => output.WriteLine(
        $"{which}: {said.Count} ranges, {said.Average(saying => saying.IsTrue ? 100 : 0):0.0} % true; "
        + $"median wait {Median(said.Select(saying => saying.Wait)):0} s, median width {Median(said.Select(saying => saying.Width)):0} s, "
        + $"that is {Median(said.Select(saying => saying.Width / saying.Allowed)):0.00} of what is allowed");

    private sealed record Saying(double Low, double High, double Wait, bool IsFirst)
    {
        public bool IsTrue => Low <= Wait && Wait <= High;

        public double Width => High - Low;

        public double Allowed => Math.Max(10, Wait / 2);
    }
}
