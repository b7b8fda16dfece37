using Interception.Server.Generation.Streaming;

namespace Interception.Tests.Generation;

public class EndReasonTests
{
    [Theory]
    [InlineData("stop STOP eos eos_token <eos> end_turn EndTurn stop_sequence stop_sequence_reached complete completed finished end done tool_calls FINISH_REASON_STOP", nameof(EndMeaning.Whole))]
    [InlineData("length LENGTH max_tokens MAX_TOKENS model_length max_output_tokens max_new_tokens token_limit model_context_window_exceeded incomplete context_length_exceeded", nameof(EndMeaning.Truncated))]
    [InlineData("content_filter content-filter SAFETY refusal blocked PROHIBITED_CONTENT guardrail_intervened sensitive", nameof(EndMeaning.Declined))]
    [InlineData("error abort aborted cancelled network_error insufficient_system_resource", nameof(EndMeaning.Failed))]
    [InlineData("load unload because 42", nameof(EndMeaning.Unknown))]
    public void Reasons_are_read_generously(string reasons, string meaning)
    {
        foreach (var reason in reasons.Split(' ')) EndReason.MeaningOf(reason).ToString().Should().Be(meaning, reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_reason_is_an_unknown_one(string? reason) => EndReason.MeaningOf(reason).Should().Be(EndMeaning.Unknown);
}
