using Interception.Server.Contracts;
using Interception.Server.Runs.Hops;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs.Hops;

/// <summary>Every hop is timed, and a silence has a place.</summary>
public class StageHopWatchTests
{
    private static readonly StageEnd End = new(Stage.Interception, Outcome.Completed, null, null, 0, 0, null, null, 0);

    private readonly FakeTimeProvider _time = new();
    private readonly List<StageSilence> _told = [];
    private readonly RunHops _run;
    private readonly StageHopWatch _stage;
    private readonly HopReader _reader;

    public StageHopWatchTests()
    {
        _run = new(_time);
        _stage = _run.Begin(Stage.Interception, _told.Add);
        _reader = _run.Enter(Stage.Interception, 0);
    }

    public static TheoryData<SilencePlace> PlacesBeforeAPiece =>
        [SilencePlace.Line, SilencePlace.LoadingModel, SilencePlace.Reading, SilencePlace.Thinking, SilencePlace.SlowModel];

    [Fact]
    public void Each_hop_has_its_first_piece_its_last_and_its_longest_gap()
    {
        foreach (var gap in new[] { 100, 400, 200 })
        {
            Pass(gap);
            _stage.Came();
            Pass(10);
            Write(5);
            Pass(20);
            Read(5);
        }

        _stage.Sum(End).Hops.Should().Be(new StageHops
        {
            Came = new(3, 100, 760, 430),
            Written = new(3, 110, 770, 430),
            Left = new(3, 130, 790, 430),
        });
        _told.Should().BeEmpty("nothing was silent for a second");
    }

    [Theory, MemberData(nameof(PlacesBeforeAPiece))]
    public void A_silence_before_a_piece_is_what_was_done_for_most_of_it(SilencePlace place)
    {
        _stage.Turn(place == SilencePlace.Reading ? SilencePlace.Thinking : SilencePlace.Reading);
        Pass(400);
        _stage.Turn(place);
        Pass(900);
        _stage.Turn(SilencePlace.SlowModel);
        _stage.Came();
        Write(5);

        _told.Should().Equal(new StageSilence(place, 0, 0, 1300));
    }

    [Fact]
    public void A_silence_in_the_middle_says_how_much_of_the_text_was_there()
    {
        _stage.Turn(SilencePlace.SlowModel);
        Write(7);
        Pass(2_500);
        _stage.Came();
        Write(5);

        _stage.Sum(End).Silences.Should().Equal(new StageSilence(SilencePlace.SlowModel, 7, 0, 2_500));
    }

    [Fact]
    public void What_came_and_was_not_written_lay_in_the_server()
    {
        _stage.Turn(SilencePlace.SlowModel);
        Write(5);
        Pass(300);
        _stage.Came();
        Pass(1_500);
        Write(5);

        _told.Should().Equal(new StageSilence(SilencePlace.Server, 5, 0, 1_800));
    }

    [Fact]
    public void What_was_written_and_not_given_out_lay_in_the_server()
    {
        Write(5);
        Pass(1_200);
        Read(5);

        _told.Should().Equal(new StageSilence(SilencePlace.Server, 0, 0, 1_200));
    }

    [Fact]
    public void What_a_transport_did_not_take_was_held_up_by_the_network()
    {
        Write(5);
        Read(_reader, 5, ms: 3_000);

        _told.Should().Equal(new StageSilence(SilencePlace.Network, 0, 0, 3_000));
    }

    [Fact]
    public void A_check_is_no_silence_and_a_reader_who_comes_late_finds_none()
    {
        _stage.Turn(null);
        Pass(5_000);
        Write(5);
        Pass(60_000);
        var late = _run.Enter(Stage.Interception, 0);
        Read(late, 5);

        _told.Should().BeEmpty();
    }

    [Fact]
    public void Who_reads_behind_another_one_changes_nothing()
    {
        Write(5);
        Read(5);
        Pass(30_000);
        var second = _run.Enter(Stage.Interception, 0);
        Read(second, 5);

        _stage.Sum(End).Hops!.Left.Should().Be(new HopTimes(1, 0, 0, 0));
    }

    [Fact]
    public void A_wait_in_line_stands_before_the_stage_for_which_it_was()
    {
        _run.Waited = TimeSpan.FromSeconds(12);
        var next = _run.Begin(Stage.Output, _told.Add);

        next.Sum(End).Silences.Should().Equal(new StageSilence(SilencePlace.Line, 0, -12_000, 12_000));
        _run.Begin(Stage.PreOutput, _told.Add).Sum(End).Silences.Should().BeNull();
    }

    [Fact]
    public void A_model_that_says_nothing_more_is_named_at_the_end()
    {
        _stage.Turn(SilencePlace.Reading);
        Pass(60_000);

        _stage.Sum(End).Should().Match<StageEnd>(end => end.Hops == null && end.Silences!.Single() == new StageSilence(SilencePlace.Reading, 0, 0, 60_000));
    }

    [Fact]
    public void Ten_silences_of_a_run_are_told_and_no_more()
    {
        for (var n = 0; n < 12; n++)
        {
            Pass(1_000);
            Write(1);
        }

        _told.Should().HaveCount(10);
        _stage.Sum(End).Silences.Should().HaveCount(10);
    }

    [Fact]
    public void A_token_allocates_nothing()
    {
        Write(1);
        Read(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 1_000; n++)
        {
            _stage.Came();
            Write(1);
            Read(1);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private void Pass(int ms) => _time.Advance(TimeSpan.FromMilliseconds(ms));

    private void Write(int length) => _stage.Written(_time.GetTimestamp(), length);

    private void Read(int length) => Read(_reader, length);

    private void Read(HopReader reader, int length, int ms = 0)
    {
        var handed = _time.GetTimestamp();
        Pass(ms);
        reader.Take(length, handed, _time.GetTimestamp());
    }
}
