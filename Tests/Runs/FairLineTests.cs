using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Tests.Runs;

/// <summary>A class in one line: nobody waits longer because somebody else wants more.</summary>
public class FairLineTests(ITestOutputHelper output)
{
    private const string Greedy = "greedy";
    private static readonly TimeSpan Lesson = TimeSpan.FromMinutes(60);

    /// <summary>At the beginning everybody starts, and finds an empty line.</summary>
    private static readonly TimeSpan FirstRound = TimeSpan.FromMinutes(15);

    private static readonly WorkKind Writing = new(Stage.Interception, "local/gpt-oss:20b", Translates: false);

    [Theory(Timeout = 180_000)]
    [InlineData(1, 1), InlineData(4, 1)]
    [InlineData(1, 20), InlineData(4, 20)]
    public void One_session_that_wants_all_it_may_have_waits_as_long_as_the_others_for_each_text(int places, int runsAtOnce)
    {
        var line = new PlayedLine(places, seed: 5);
        for (var child = 1; child < 30; child++) Come(line, $"child {child}", restSeconds: 20);
        for (var tab = 0; tab < runsAtOnce; tab++) Come(line, Greedy, restSeconds: 0.1);
        line.Play(Lesson / 2);

        var waits = line.Visits.GroupBy(visit => visit.Owner).Select(TimeToNextText).ToList();
        var jain = Math.Pow(waits.Sum(), 2) / (waits.Count * waits.Sum(wait => wait * wait));

        output.WriteLine($"{places} places, {runsAtOnce} runs at once: Jain {jain:0.000}, greedy {waits[^1]:0} s, others {waits[..^1].Average():0} s");
        waits.Should().HaveCount(30);
        jain.Should().BeGreaterThanOrEqualTo(0.95);
        line.Visits.Should().OnlyContain(visit =>
            visit.Told.Zip(visit.Told.Skip(1), (one, next) => next.Said.Position <= one.Said.Position).All(down => down));
    }

    [Theory(Timeout = 180_000), InlineData(1), InlineData(3)]
    public void A_child_who_continues_after_reading_waits_no_longer_than_one_who_starts(int places)
    {
        var line = new PlayedLine(places, seed: 9);
        var children = Enumerable.Range(0, 30).Select(child => new PlayedChild(line, $"child {child}")).ToList();
        children.ForEach(child => child.Begin());
        line.Play(Lesson);

        var (started, continued) = (Mean(children.SelectMany(child => child.Started)), Mean(children.SelectMany(child => child.Continued)));

        output.WriteLine($"{places} places: a start waits {started:0.0} s, going on {continued:0.0} s");
        // One line for both: what differs is chance.
        continued.Should().BeLessThan(started * 1.1);
    }

    private static void Come(PlayedLine line, string owner, double restSeconds) =>
        line.After(line.Around(restSeconds, 0.5), () => line.Join(owner, [new(Writing, line.Around(10, 0.4))], _ => Come(line, owner, restSeconds)));

    /// <summary>How long a session that wants a text is without one, on average. With one run at a time it is that run's wait.</summary>
    private static double TimeToNextText(IEnumerable<Visit> visits)
    {
        var waits = new List<double>();
        var last = TimeSpan.Zero;
        foreach (var visit in visits.Where(visit => visit.ServedAt is not null).OrderBy(visit => visit.ServedAt))
        {
            waits.Add((visit.ServedAt!.Value - (visit.JoinedAt > last ? visit.JoinedAt : last)).TotalSeconds);
            last = visit.ServedAt.Value;
        }
        return waits.Average();
    }

    private static double Mean(IEnumerable<Visit> visits) =>
        visits.Where(visit => visit.ServedAt is not null && visit.JoinedAt > FirstRound).Average(visit => visit.Waited.TotalSeconds);
}
