using Interception.Client.Console.Measuring;
using Interception.Server.Contracts;

namespace Interception.Tests.ClientConsole;

public class StreamingVerdictTests
{
    [Theory]
    [InlineData(20, 6)]
    [InlineData(20, 100)]
    [InlineData(500, 1)]
    public void Many_pieces_over_the_stage_s_time_stream(int pieces, int everyMs) =>
        Complaint(pieces, everyMs, durationMs: 1_000).Should().BeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(19)]
    public void Fewer_than_twenty_pieces_do_not(int pieces) =>
        Complaint(pieces, everyMs: 50, durationMs: 1_000).Should().Contain($"in fewer than 20 pieces ({pieces})");

    [Theory]
    [InlineData(101, 1)]
    [InlineData(60, 0)]
    public void All_pieces_within_a_tenth_of_the_stage_s_time_do_not(int pieces, int everyMs) =>
        Complaint(pieces, everyMs, durationMs: 1_000).Should().Contain("of its 1000 ms");

    [Fact]
    public void A_text_that_is_not_as_long_as_the_server_wrote_it_is_a_fault() =>
        Complaint(60, everyMs: 10, durationMs: 600, lost: 3)
            .Should().Contain("60 characters came, the server wrote 63");

    [Fact]
    public void A_stage_that_never_ended_is_a_fault() =>
        StreamingVerdict.Complaint(new(Stage.Output)).Should().Be("Output never ended.");

    [Fact]
    public void A_model_that_had_to_be_loaded_first_is_no_fault() =>
        Complaint(40, everyMs: 50, durationMs: 62_500, loadingMs: 60_000).Should().BeNull();

    private static string? Complaint(int pieces, int everyMs, int durationMs, int lost = 0, int loadingMs = 0)
    {
        var meter = new StreamMeter(Stage.Output);
        meter.AddStatus(new(Stage.Output, StageStatus.LoadingModel) { At = 0 });
        meter.AddStatus(new(Stage.Output, StageStatus.Writing) { At = loadingMs });
        for (var n = 0; n < pieces; n++) meter.AddPiece("x", TimeSpan.FromMilliseconds(n * everyMs));
        meter.AddEnd(new(Stage.Output, Outcome.Completed, null, null, pieces + lost, pieces, null, 0, durationMs));
        return StreamingVerdict.Complaint(meter);
    }
}
