using Interception.Server.Generation;
using Interception.Tests.Support;

namespace Interception.Tests.Generation.Reports;

/// <summary>Children who wait unseen inside Ollama are seen in its own figures.</summary>
public sealed class QueueWatchTests
{
    private const string Server = "Ollama at http://localhost:11434";

    private readonly Log _log = new();

    [Fact]
    public void Several_answers_that_waited_are_told_once_with_both_settings_and_are_a_hint()
    {
        var watch = ReportParts.QueueWatch(_log, parallel: 3);
        foreach (var wait in new[] { 8, 2257, 4248, 8, 2207, 4552 }) watch.Answered(Server, Figures(wait));

        _log.Warnings().Should().Equal($"{Server} works on fewer at once than it is sent: 2 of its last answers waited in its own queue, up to 4.2 s. Set Ollama:ParallelPerEndpoint (here 3) and OLLAMA_NUM_PARALLEL (there) to the same number.");
        watch.Hints().Should().ContainSingle().Which.Should().Contain("4 of its last answers").And.Contain("4.6 s");
    }

    [Fact]
    public void Answers_that_waited_for_nobody_are_not_told_nor_is_a_single_one()
    {
        var watch = ReportParts.QueueWatch(_log);
        foreach (var wait in new[] { 8, 4, 120, 3000, 0, 30, -5, 499 }) watch.Answered(Server, Figures(wait));

        (_log.Warnings().Count, watch.Hints().Count).Should().Be((0, 0));
    }

    [Fact]
    public void The_hint_goes_when_answers_do_not_wait_any_more()
    {
        var watch = ReportParts.QueueWatch(_log);
        foreach (var wait in new[] { 2000, 4000 }) watch.Answered(Server, Figures(wait));
        foreach (var wait in Enumerable.Repeat(5, 9)) watch.Answered(Server, Figures(wait));

        watch.Hints().Should().BeEmpty();
    }

    [Fact]
    public void A_provider_that_tells_no_times_says_nothing_of_a_queue()
    {
        var watch = ReportParts.QueueWatch(_log);
        for (var n = 0; n < 5; n++) watch.Answered("mistral", new(11, default, 60, default, default));

        watch.Hints().Should().BeEmpty();
    }

    private static ModelUsage Figures(int waitMs) => new(11, Ms(900), 60, Ms(2200), Ms(100)) { TotalTime = Ms(3200 + waitMs) };

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);
}
