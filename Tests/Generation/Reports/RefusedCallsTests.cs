using Interception.Server.Generation;
using Interception.Server.Generation.Reports;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Generation.Reports;

/// <summary>What servers refuse again and again is said to who can change it, and no longer than it is so.</summary>
public sealed class RefusedCallsTests
{
    private static readonly ModelName Model = ModelName.Parse("mistral/bird");

    private readonly FakeTimeProvider _time = new();
    private readonly RefusedCalls _refused;

    public RefusedCallsTests() => _refused = new(_time);

    public static TheoryData<int, GenerationFailure, string, string> Causes => new()
    {
        { 401, GenerationFailure.Refused, "Unauthorized", "mistral refuses the key (401): put a valid one into Providers:mistral:ApiKey." },
        { 403, GenerationFailure.Refused, "no", "mistral refuses the key (403): put a valid one into Providers:mistral:ApiKey." },
        { 404, GenerationFailure.ModelMissing, "no such model", "mistral does not have the model bird (404): load it there, or name another one in Models." },
        { 500, GenerationFailure.Refused, "System role not supported", "The chat template of bird at mistral takes no system role (500): give that server another template, or name another model in Models." },
        { 400, GenerationFailure.Refused, "Conversation roles must alternate user/assistant/user/assistant/...", "The chat template of bird at mistral takes no system role (400): give that server another template, or name another model in Models." },
        { 400, GenerationFailure.Refused, "Only user and assistant roles are supported!", "The chat template of bird at mistral takes no system role (400): give that server another template, or name another model in Models." },
    };

    [Theory, MemberData(nameof(Causes))]
    public void What_is_refused_twice_is_said(int status, GenerationFailure failure, string words, string sentence)
    {
        Fail(status, failure, words);
        _refused.Missing().Should().BeEmpty("once may be chance");

        Fail(status, failure, words);

        _refused.Missing().Should().Equal(sentence);
    }

    [Fact]
    public void An_answer_takes_it_back()
    {
        Fail(401, GenerationFailure.Refused, "no");
        Fail(401, GenerationFailure.Refused, "no");

        _refused.Answered("mistral", ModelName.Parse("mistral/other"));

        _refused.Missing().Should().BeEmpty();
    }

    [Fact]
    public void So_does_time_for_nobody_asks_any_more()
    {
        Fail(401, GenerationFailure.Refused, "no");
        Fail(401, GenerationFailure.Refused, "no");

        _time.Advance(TimeSpan.FromMinutes(10));

        _refused.Missing().Should().BeEmpty();
    }

    [Fact]
    public void A_refusal_that_nobody_knows_is_a_hint_and_a_failure_of_another_kind_neither()
    {
        for (var n = 0; n < 3; n++)
        {
            Fail(422, GenerationFailure.Refused, "Extra inputs are not permitted");
            _refused.Failed("other", ModelName.Parse("other/bird"), new(GenerationFailure.Unavailable, "no") { Status = 500 });
        }

        _refused.Missing().Should().BeEmpty();
        _refused.Hints().Should().Equal("mistral refuses calls for bird (422): its own words are in the log.");
    }

    private void Fail(int status, GenerationFailure failure, string words) =>
        _refused.Failed("mistral", Model, new(failure, words) { Status = status, Words = words });
}
