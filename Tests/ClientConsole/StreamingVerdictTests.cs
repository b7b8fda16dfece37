using Interception.Client.Console.Measuring;
using Interception.Server.Contracts;

namespace Interception.Tests.ClientConsole;

public class StreamingVerdictTests
{
    [Theory]
    [InlineData(20, 6, 1_000)]
    [InlineData(20, 100, 2_000)]
    [InlineData(500, 1, 1_000)]
    [InlineData(19, 50, 1_000)]
    [InlineData(12, 25, 300)]
    [InlineData(3, 2_000, 6_000)]
    public void Pieces_over_the_time_in_which_they_were_written_stream(int pieces, int everyMs, int writingMs) =>
        Complaint(Meter(pieces, everyMs, writingMs)).Should().BeNull();

    [Theory]
    [InlineData(12, 25, 300, false)]
    [InlineData(12, 5, 60, true)]
    [InlineData(1, 0, 40, true)]
    [InlineData(2, 300, 600, true)]
    [InlineData(60, 0, 1_000, true)]
    public void A_short_text_of_a_fast_model_is_no_fault_and_may_be_too_short_to_tell(int pieces, int everyMs, int writingMs, bool tooShort)
    {
        var meter = Meter(pieces, everyMs, writingMs, checkingMs: 8_000);

        Complaint(meter).Should().BeNull();
        StreamingVerdict.IsTooShort(meter).Should().Be(tooShort);
    }

    [Theory]
    [InlineData(101, 1, 3_000)]
    [InlineData(60, 0, 60_000)]
    [InlineData(1, 0, 3_000)]
    [InlineData(40, 20, 20_000)]
    public void A_text_that_comes_in_a_tenth_of_the_time_in_which_it_was_written_was_held_back(int pieces, int everyMs, int writingMs) =>
        Complaint(Meter(pieces, everyMs, writingMs)).Should().Contain($"but it was written over {writingMs} ms");

    [Theory]
    [InlineData(1, 2_000)]
    [InlineData(30, 30)]
    public void A_text_that_a_model_server_hands_over_at_once_was_held_back_there(int pieces, int charactersEach) =>
        Complaint(Meter(pieces, everyMs: 0, writingMs: 0, readingMs: 20_000, characters: charactersEach)).Should().Contain("after 20000 ms. The model server");

    [Fact]
    public void A_slow_machine_that_reads_a_long_prompt_and_then_writes_little_is_no_fault() =>
        Complaint(Meter(4, everyMs: 30, writingMs: 120, readingMs: 19_000, characters: 40)).Should().BeNull();

    [Fact]
    public void Long_thoughts_before_a_short_text_are_no_fault() =>
        Complaint(Meter(40, everyMs: 25, writingMs: 1_000, thinkingMs: 60_000, characters: 30)).Should().BeNull();

    [Fact]
    public void A_model_that_had_to_be_loaded_first_is_no_fault() =>
        Complaint(Meter(40, everyMs: 50, writingMs: 2_000, loadingMs: 60_000)).Should().BeNull();

    [Fact]
    public void A_judge_that_takes_its_time_at_the_end_is_no_fault() =>
        Complaint(Meter(12, everyMs: 25, writingMs: 300, checkingMs: 30_000)).Should().BeNull();

    [Fact]
    public void A_text_that_comes_long_after_other_news_was_held_back()
    {
        var meter = Meter(12, everyMs: 25, writingMs: 300);
        meter.ClockOffset = TimeSpan.FromMilliseconds(-6_000 - BeganAt);

        Complaint(meter).Should().Contain("6000 ms after the first was written");
    }

    [Fact]
    public void A_text_that_is_not_as_long_as_the_server_wrote_it_is_a_fault() =>
        Complaint(Meter(60, everyMs: 10, writingMs: 600, lost: 3)).Should().Contain("60 characters came, the server wrote 63");

    [Fact]
    public void A_stage_that_never_ended_is_a_fault() =>
        Complaint(new(Stage.Output)).Should().Be("Output never ended.");

    private const long BeganAt = 1_000;

    private static string? Complaint(StreamMeter meter) => StreamingVerdict.Complaint(meter);

    /// <summary>A stage as the server tells it, whose first piece is heard at once.</summary>
    private static StreamMeter Meter(int pieces, int everyMs, int writingMs, int lost = 0, int loadingMs = 0, int thinkingMs = 0,
        int readingMs = 0, int checkingMs = 0, int characters = 1)
    {
        var meter = new StreamMeter(Stage.Output);
        var at = BeganAt;
        meter.AddStart(TimeSpan.Zero, at);
        foreach (var (status, ms) in new[]
        {
            (StageStatus.LoadingModel, loadingMs), (StageStatus.Reading, readingMs), (StageStatus.Thinking, thinkingMs),
            (StageStatus.Writing, writingMs), (StageStatus.Checking, checkingMs),
        })
        {
            meter.AddStatus(new(Stage.Output, status) { At = at });
            at += ms;
        }
        for (var n = 0; n < pieces; n++) meter.AddPiece(new('x', characters), TimeSpan.FromMilliseconds(n * everyMs));
        meter.AddEnd(new(Stage.Output, Outcome.Completed, null, null, (pieces * characters) + lost, pieces, null, 0, at - BeganAt) { At = at });
        return meter;
    }
}
