using Interception.Server.Generation;
using Interception.Server.Safety;

namespace Interception.Tests.Safety;

/// <summary>A judge that fails, or answers unclearly, never lets a text pass.</summary>
public sealed class JudgeFailureTests
{
    [Theory]
    [MemberData(nameof(BrokenVerdicts.All), MemberType = typeof(BrokenVerdicts))]
    public async Task Two_malformed_answers_are_no_verdict(string answer)
    {
        var model = new AnsweringGenerator(_ => answer, _ => answer);

        await Judges.FailAsync(model);

        model.Asked.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("This is unsafe.")]
    [InlineData("UNSAFE")]
    [InlineData("""{"verdict":"UNSAFE"}""")]
    [InlineData("Unsafe… wait, actually safe")]
    public async Task What_was_once_called_unsafe_does_not_become_safe(string first)
    {
        await Judges.FailAsync(new AnsweringGenerator(_ => first, Verdicts.Safe));

        (await Judges.AskAsync(new AnsweringGenerator(_ => first, Verdicts.Unsafe), Judges.Harmless)).IsSafe.Should().BeFalse();
    }

    [Fact]
    public async Task A_no_that_broke_off_does_not_become_safe() =>
        await Judges.FailAsync(new AnsweringGenerator((prompt, call) => call == 0
            ? AnsweringGenerator.Failing(GenerationFailure.Truncated, """{"nonce":"1","verdict":"UNSAFE""")
            : AnsweringGenerator.Whole(Verdicts.Safe(prompt))));

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failing_model_is_asked_once_more_but_not_after_a_timeout_or_with_what_is_too_long(GenerationFailure failure)
    {
        var once = failure is GenerationFailure.Timeout or GenerationFailure.TooLong;
        var healing = new AnsweringGenerator((prompt, call) =>
            call == 0 ? AnsweringGenerator.Failing(failure) : AnsweringGenerator.Whole(Verdicts.Safe(prompt)));
        var failing = new AnsweringGenerator((_, _) => AnsweringGenerator.Failing(failure));

        if (once) await Judges.FailAsync(healing);
        else (await Judges.AskAsync(healing, Judges.Harmless)).Should().Be(Verdict.Safe);
        await Judges.FailAsync(failing);

        healing.Asked.Should().HaveCount(once ? 1 : 2);
        failing.Asked.Should().HaveCount(once ? 1 : 2);
    }

    public static TheoryData<GenerationFailure> Failures { get; } = [.. Enum.GetValues<GenerationFailure>()];

    [Fact]
    public async Task An_answer_without_its_proper_end_is_no_verdict() =>
        await Judges.FailAsync(new AnsweringGenerator((prompt, _) => AnsweringGenerator.Pieces(Verdicts.Safe(prompt))));

    [Fact]
    public async Task An_answer_that_goes_on_after_its_end_is_no_verdict() =>
        await Judges.FailAsync(new AnsweringGenerator((prompt, _) =>
            [.. AnsweringGenerator.Whole(Verdicts.Safe(prompt)), new(PieceKind.Text, " ")]));

    [Fact(Timeout = 10_000)]
    public async Task An_endless_answer_is_left()
    {
        var model = new AnsweringGenerator((_, _) => Enumerable.Repeat(new GenerationPiece(PieceKind.Text, " "), int.MaxValue));

        var check = () => Judges.Of(model).CheckAsync(Judges.Harmless, null, TestContext.Current.CancellationToken);

        await check.Should().ThrowAsync<SafetyUnavailableException>();

        model.WasLeftEarly.Should().BeTrue();
        model.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_caller_who_gives_up_between_two_asks_is_not_kept()
    {
        using var caller = new CancellationTokenSource();
        var model = new AnsweringGenerator((_, _) => Cancelling());

        var check = () => Judges.Of(model).CheckAsync(Judges.Harmless, null, caller.Token);

        await check.Should().ThrowAsync<OperationCanceledException>();
        model.Asked.Should().ContainSingle();

        IEnumerable<GenerationPiece> Cancelling()
        {
            caller.Cancel();
            throw new GenerationException(GenerationFailure.Interrupted, "scripted");
        }
    }

    [Fact]
    public async Task Nothing_of_the_text_or_the_answer_is_told_when_the_check_fails()
    {
        var failure = await Judges.FailAsync(new AnsweringGenerator(_ => Judges.Secret, _ => Judges.Secret));

        failure.ToString().Should().NotContain("Kunigunde").And.Contain(Verdicts.Model);
    }
}
