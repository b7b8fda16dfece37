using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Reports;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Generation.Reports;

/// <summary>Models that take turns in memory cost a class a load at every gate, and nobody saw it.</summary>
public sealed class ModelTurnsTests
{
    private static readonly Uri Server = new("http://localhost:11434");
    private static readonly OllamaModel Writer = new(Server, "bird"), Judge = new(Server, "judge");

    private readonly Log _log = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ModelTurns _turns;

    public ModelTurnsTests() => _turns = new(_time, _log.For<ModelTurns>());

    [Fact]
    public void A_model_that_is_loaded_again_three_times_is_told_once_with_names_times_and_seconds()
    {
        TakeTurns(3);
        _log.Warnings().Should().BeEmpty();

        TakeTurns(2);

        _log.Warnings().Should().Equal("At Ollama http://localhost:11434 models push each other out of memory: bird, judge were loaded again 5 times, which cost 20 s. Use one model for all jobs (Models), or let more of them stay with OLLAMA_MAX_LOADED_MODELS.");
        _turns.Hints().Should().ContainSingle().Which.Should().Contain("loaded again 8 times").And.Contain("32 s");
        _time.Advance(TimeSpan.FromMinutes(10));
        _turns.Hints().Should().BeEmpty();
    }

    [Fact]
    public void Who_comes_back_after_more_than_ten_minutes_takes_nobody_s_room()
    {
        for (var n = 0; n < 6; n++)
        {
            _turns.Loaded(Judge, ["bird"], TimeSpan.FromSeconds(4));
            _time.Advance(TimeSpan.FromMinutes(11));
        }

        (_log.Warnings().Count, _turns.Hints().Count).Should().Be((0, 0));
    }

    [Fact]
    public void A_server_that_was_started_again_is_not_blamed_on_its_models()
    {
        for (var n = 0; n < 6; n++)
        {
            _turns.Loaded(Writer, [], TimeSpan.FromSeconds(4));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        _log.Warnings().Should().BeEmpty();
    }

    private void TakeTurns(int rounds)
    {
        for (var n = 0; n < rounds; n++)
        {
            _turns.Loaded(Writer, n == 0 ? [] : ["judge"], TimeSpan.FromSeconds(4));
            _time.Advance(TimeSpan.FromSeconds(30));
            _turns.Loaded(Judge, ["bird"], TimeSpan.FromSeconds(4));
            _time.Advance(TimeSpan.FromSeconds(30));
        }
    }
}
