using Interception.Server.Runs.Queue.Estimates;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>What the line learns of model servers that go away.</summary>
public class QueueTroubleTests
{
    private static readonly ForecastRange Forecast = new(Low: 20, Middle: 30, High: 40);

    private readonly FakeTimeProvider _time = new();
    private readonly QueueTrouble _trouble;

    public QueueTroubleTests() => _trouble = new(_time);

    [Fact]
    public void While_all_servers_are_well_a_forecast_is_said_as_it_is_made_however_untrue_it_was()
    {
        Serve(50, waited: 90);

        _trouble.Expected().Should().Be(TroubleEstimate.None);
        Forecast.Said(RangeStretch.None).Seconds.Should().Equal(20, 40);
    }

    [Theory, InlineData(60, 1, 3), InlineData(0, 3, 1), InlineData(35, 1, 1), InlineData(500, 1, 4)]
    public void After_one_has_failed_it_is_said_wider_on_the_side_on_which_it_was_untrue(double waited, double below, double above)
    {
        StandStill(seconds: 4);
        Serve(50, waited);

        _trouble.Expected().Stretch.Should().Be(new RangeStretch(below, above));
        Forecast.Said(new(below, above)).Seconds.Should().Equal(30 - (10 * below), 30 + (10 * above));
    }

    [Fact]
    public void Few_that_were_untrue_widen_nothing()
    {
        StandStill(seconds: 4);
        Serve(19, waited: 90);

        _trouble.Expected().Stretch.Should().Be(RangeStretch.None);
    }

    [Fact]
    public void One_standstill_at_the_start_is_not_believed_to_come_again_at_once()
    {
        StandStill(seconds: 4);

        _trouble.Expected().Standstill.PerSecond.Should().BeLessThan(1 / 60.0);
        _trouble.Expected().Standstill.Seconds.Should().Equal(4);
    }

    [Fact]
    public void Work_that_is_lost_puts_off_whoever_waits_for_it()
    {
        Serve(4, waited: 30);
        for (var n = 0; n < 2; n++) _trouble.Lose(TimeSpan.FromSeconds(10));
        var loss = _trouble.Expected().Loss;
        (loss.Share, loss.Seconds.Length).Should().Be((0.5, 2));
        var line = Enumerable.Repeat<RemainingWork?>(new([DurationEstimate.None.With(TimeSpan.FromSeconds(10))], TimeSpan.Zero), 10).ToList();

        var (well, failing) = (Last(TroubleEstimate.None), Last(_trouble.Expected()));

        (failing.Low - well.Low).Should().BeGreaterThan(20);
        (failing.High - well.High).Should().BeInRange(35, 75);

        WaitEstimate Last(TroubleEstimate trouble) => WaitForecast.Simulate(1, [line[0]], line, 1, trouble)[9];
    }

    [Fact]
    public void What_was_long_ago_is_forgotten()
    {
        StandStill(seconds: 4);
        _trouble.Lose(TimeSpan.FromSeconds(10));
        Serve(50, waited: 90);

        _time.Advance(TimeSpan.FromMinutes(11));

        _trouble.Expected().Should().Be(TroubleEstimate.None);
    }

    private void StandStill(double seconds)
    {
        _trouble.See(stands: true);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _trouble.See(stands: false);
    }

    private void Serve(int times, double waited)
    {
        for (var n = 0; n < times; n++) _trouble.Serve([(Forecast, waited)]);
    }
}
