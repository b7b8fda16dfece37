using System.Net;
using Interception.Client.Console.Lesson;
using Interception.Server.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.ClientConsole;

/// <summary>What a teacher reads after a lesson.</summary>
public class LessonSummaryTests
{
    private static readonly LessonPlan Plan = new(Children: 2, TimeSpan.FromMinutes(5), Seed: 1, Pace: 1);

    private readonly FakeTimeProvider _time = new();
    private readonly VisitLog _one = new(1);
    private readonly VisitLog _two = new(2);

    [Fact(Timeout = 30_000)]
    public async Task Everything_is_said_in_words_and_figures()
    {
        await SpendAsync(_one, seconds: 60);
        Visit(_one, line: 8, work: 10, told: [5, 10]);
        Visit(_one, line: 12, work: 10, told: [5, 10]);
        Visit(_two, line: 0, work: 10);
        var cut = Ask(_two);
        _time.Advance(TimeSpan.FromSeconds(20));
        cut.HearBell();
        _one.FinishedPieces = 1;
        _two.Leavings = 1;
        _one.Voice = "ollama";
        _one.AddText(Text(gapSeconds: 1.2), isWhole: true);
        _two.AddTrouble(Codes.RateLimited);

        (await WrittenAsync()).Should().Be("""
              child   pieces   median wait   longest wait   longest gap   troubles
              1            1          12 s           14 s         1.2 s          0
              2            0         2.0 s          2.0 s         0.0 s          1

            2 children, 5:00 minutes, ollama wrote:
              Finished      1 pieces; 1 runs were left in the middle.
              First word    10 s after the click (median), 14 s at the longest. 1 were still waiting at the bell, up to 20 s.
              While writing the longest silence was 1.2 s.
              Estimates     1 of 2 ranges were true (50 %).
              Texts         1 of 1 came whole, 0 reloads in the middle included.
              Fairness      1.00 (1: all waited alike; only a long lesson tells).
              Refused       1 x rate_limited: That is more than one session may have at once.
            This machine carries about 8 children with a wait under a minute.

            """);
        Summary().Complaint().Should().BeNull("a limit that refuses is no failure");
    }

    [Fact(Timeout = 30_000)]
    public async Task What_failed_is_one_line_with_the_most_frequent_first_and_nothing_is_promised()
    {
        Visit(_one, line: 0, work: 3);
        foreach (var code in (string[])[Codes.Timeout, Codes.Blocked, TroubleCodes.NoConnection, Codes.Timeout]) _one.AddTrouble(code);

        Summary().Complaint().Should().Be("2 x timeout: The model took too long. 1 x no_connection: The connection broke, or none came about.");
        (await WrittenAsync()).Should().EndWith("How many children this machine carries can be said when nothing fails any more.\n");
    }

    [Fact]
    public void A_text_that_lost_something_fails()
    {
        Visit(_one, line: 0, work: 3);
        _one.AddText(Text(gapSeconds: 0), isWhole: false);

        Summary().Complaint().Should().Contain("text_lost");
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, Codes.RateLimited), InlineData(HttpStatusCode.ServiceUnavailable, Codes.Busy)]
    [InlineData(HttpStatusCode.NotFound, TroubleCodes.NoConnection), InlineData(null, TroubleCodes.NoConnection)]
    public void A_connection_that_a_limit_refused_is_a_refusal(HttpStatusCode? status, string code)
    {
        TroubleCodes.CodeOf(new("why", new HttpRequestException("why", inner: null, status))).Should().Be(code);
        TroubleCodes.IsRefusal(code).Should().Be(code != TroubleCodes.NoConnection);
    }

    [Fact]
    public void A_lesson_without_a_word_fails() => Summary().Complaint().Should().Be("Nobody read a word before the bell.");

    [Fact(Timeout = 30_000)]
    public async Task Without_a_line_nobody_knows_where_the_limit_is()
    {
        Visit(_one, line: 0, work: 3);

        (await WrittenAsync()).Should().Contain("carries 2 children with a wait under a minute, and more: nobody stood in line.");
    }

    [Theory(Timeout = 30_000), InlineData(1), InlineData(10)]
    public async Task What_a_machine_carries_does_not_depend_on_how_fast_the_children_type(double pace)
    {
        await SpendAsync(_one, seconds: 80 / pace);
        // Two at once, 2 s to the first word: 2 / 10 s x (40 own + 58 in line + 10 at work).
        Together(apartSeconds: 50 / pace);

        LessonCapacity.Estimate([_one, _two], pace).Should().Be(21);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_class_that_begins_all_at_once_needs_the_longest_line()
    {
        await SpendAsync(_one, seconds: 80);
        Together(apartSeconds: 5);

        LessonCapacity.Estimate([_one, _two], pace: 1).Should().Be(14, "they come within 5 s, not within their own time");
    }

    [Fact]
    public void When_one_waits_for_all_fairness_falls()
    {
        Visit(_one, line: 58, work: 3);
        Visit(_two, line: 4, work: 3);

        // Means of 60 s and 6 s.
        WaitStatistics.Fairness([_one, _two]).Should().BeApproximately(66.0 * 66 / (2 * (3600 + 36)), 0.001);
    }

    [Fact]
    public void The_live_line_counts_who_does_what()
    {
        Ask(_two);
        _two.AddTrouble(Codes.Busy);

        new LiveLine(Plan, [_one, _two], null!).Line(TimeSpan.FromSeconds(65)).Should().Be(
            "1:05 of 5:00 | 1 typing, 1 waiting, 0 being served, 0 reading | 0 pieces finished | 1 busy");
    }

    private LessonSummary Summary() => new(Plan, [_one, _two]);

    private async Task<string> WrittenAsync()
    {
        var written = new StringWriter();
        await Summary().WriteAsync(written);
        return written.ToString().ReplaceLineEndings("\n");
    }

    private async Task SpendAsync(VisitLog diary, double seconds)
    {
        var spent = diary.SpendAsync(ChildActivity.Typing, TimeSpan.FromSeconds(seconds), _time, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await spent;
    }

    private Visit Ask(VisitLog diary)
    {
        var visit = diary.StartVisit(_time);
        diary.Add(visit);
        visit.See(new RunStart([], "de", "ollama") { At = Now });
        return visit;
    }

    /// <summary>A time in the line, two seconds to the first word, and the rest of the work; all in seconds.</summary>
    private void Visit(VisitLog diary, int line, int work, double[]? told = null)
    {
        var visit = Ask(diary);
        if (told is not null) visit.See(new Queued(1, told) { At = Now });
        _time.Advance(TimeSpan.FromSeconds(line));
        Serve(work, visit);
    }

    private void Together(double apartSeconds)
    {
        var first = Ask(_one);
        first.See(new Queued(1, null) { At = Now });
        _time.Advance(TimeSpan.FromSeconds(apartSeconds));
        Serve(work: 10, first, Ask(_two));
    }

    private void Serve(int work, params Visit[] visits)
    {
        foreach (var visit in visits) visit.See(new StageStart(Stage.PreInterception, null) { At = Now });
        _time.Advance(TimeSpan.FromSeconds(2));
        foreach (var visit in visits) visit.HearWord();
        _time.Advance(TimeSpan.FromSeconds(work - 2));
        foreach (var visit in visits)
            visit.See(new StageEnd(Stage.Interception, Outcome.Completed, null, null, 1, 1, null, 1, 1) { At = Now });
    }

    private GrowingText Text(double gapSeconds)
    {
        var text = new GrowingText(Stage.Interception, _time);
        text.Add("a ");
        _time.Advance(TimeSpan.FromSeconds(gapSeconds));
        text.Add("bird");
        return text;
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
