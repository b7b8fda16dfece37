using System.Reflection;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Safety;
using Interception.Server.Safety.Terms;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Safety;

public sealed class GateTests
{
    private const string Secret = "Ein Walross namens Kunigunde";

    [Fact]
    public void Only_the_gate_can_make_a_checked_text()
    {
        typeof(CheckedText).IsSealed.Should().BeTrue();
        typeof(CheckedText).GetConstructors(Any).Should().OnlyContain(constructor => constructor.IsPrivate);
        typeof(CheckedText).GetMethods(Any).Where(method => method.ReturnType == typeof(CheckedText)).Should().BeEmpty();
        typeof(CheckedText).GetNestedTypes(Any).Where(type => !type.Name.Contains('<')).Should().BeEquivalentTo([typeof(CheckedText.Gate), typeof(CheckedText.Seal)], "a seal opens only what was sealed after it had passed");
        typeof(CheckedText).GetProperties(Any).Should().OnlyContain(property => !property.CanWrite);
    }

    [Fact]
    public async Task What_all_checks_allow_passes_to_the_character()
    {
        string[] parts = ["  Ein Frosch \uD83D\uDC38\r\n", "", "ß\u0308"];

        (await PassAsync(parts, new AnsweringCheck(Verdict.Safe), new AnsweringCheck(Verdict.Safe)))
            .Select(text => text.Value).Should().Equal(parts);
    }

    [Fact]
    public async Task What_passes_is_what_was_checked_even_when_the_list_is_changed_meanwhile()
    {
        string[] parts = ["checked"];
        var changing = new AnsweringCheck(_ =>
        {
            parts[0] = "changed";
            return Task.FromResult(Verdict.Safe);
        });

        (await PassAsync(parts, changing)).Single().Value.Should().Be("checked");
    }

    [Fact]
    public async Task The_first_no_ends_it_with_its_category()
    {
        var never = new AnsweringCheck(Verdict.Safe);

        var ending = await Ending(new AnsweringCheck(Verdict.Safe), new AnsweringCheck(Verdict.Unsafe(TextCategory.SelfHarm)), never);

        (ending.Code, ending.Category).Should().Be((Codes.Blocked, TextCategory.SelfHarm));
        never.Asked.Should().Be(0);
    }

    [Fact]
    public async Task A_no_without_a_category_blocks_as_other() =>
        (await Ending(new AnsweringCheck(new Verdict(false, null)))).Category.Should().Be(TextCategory.Other);

    [Fact]
    public async Task A_gate_without_checks_lets_nothing_pass() =>
        (await Ending()).Code.Should().Be(Codes.SafetyUnavailable);

    [Fact]
    public async Task A_check_that_says_nothing_lets_nothing_pass() =>
        (await Ending(new AnsweringCheck(_ => Task.FromResult<Verdict>(null!)))).Code.Should().Be(Codes.SafetyUnavailable);

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Every_exception_ends_as_safety_unavailable_and_tells_no_text(Exception failure)
    {
        var ending = await Ending(new AnsweringCheck(failure));

        ending.Code.Should().Be(Codes.SafetyUnavailable);
        ending.ToString().Should().NotContain("Kunigunde");
        (await Ending(new AnsweringCheck(_ => throw failure))).Code.Should().Be(Codes.SafetyUnavailable);
    }

    public static TheoryData<Exception> Failures { get; } =
    [
        new SafetyUnavailableException(Secret), new InvalidOperationException(Secret), new TimeoutException(Secret),
        new OperationCanceledException(Secret), new TaskCanceledException(Secret), new HttpRequestException(Secret),
        new NullReferenceException(Secret), new OutOfMemoryException(Secret), new AggregateException(new IOException(Secret)),
        new GenerationException(GenerationFailure.Unavailable, Secret), Endings.Exception(Codes.Timeout), Endings.Exception(Codes.Stopped),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_log_hears_why_and_never_what_an_exception_quotes(Exception failure)
    {
        var log = new Log();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var gate = new CheckedText.Gate([new AnsweringCheck(failure)], loggers.CreateLogger<CheckedText.Gate>());

        await FluentActions.Awaiting(() => gate.PassAsync(Question([Secret]), null, TestContext.Current.CancellationToken))
            .Should().ThrowAsync<EndingException>();

        var line = log.Lines.Should().ContainSingle().Which.Line;
        line.Should().Contain(nameof(AnsweringCheck));
        if (failure is not SafetyUnavailableException) line.Should().Contain(failure.GetType().Name).And.NotContain("Kunigunde");
    }

    [Fact]
    public async Task The_callers_own_cancellation_passes_through()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        var gate = new CheckedText.Gate([new AnsweringCheck(token => Task.FromCanceled<Verdict>(token))]);

        var pass = () => gate.PassAsync(Question([Secret]), null, caller.Token);

        await pass.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_failure_while_the_caller_leaves_is_still_a_failure()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        var gate = new CheckedText.Gate([new AnsweringCheck(new IOException())]);

        var pass = () => gate.PassAsync(Question([Secret]), null, caller.Token);

        (await pass.Should().ThrowAsync<EndingException>()).Which.Code.Should().Be(Codes.SafetyUnavailable);
    }

    [Fact]
    public async Task A_hint_of_one_check_is_told_to_the_next_as_an_instruction_without_the_childs_words()
    {
        var judge = new AnsweringGenerator(Verdicts.Safe);

        await PassAsync(["Klavier mit 88 Tasten"], new TermFilter(ShippedTerms.All), Judges.Of(judge));

        judge.Asked.Single().Instructions.Should().Contain("88: a number, and a code").And.NotContain("Klavier");
    }

    [Theory]
    [MemberData(nameof(BrokenVerdicts.All), MemberType = typeof(BrokenVerdicts))]
    public async Task No_broken_verdict_makes_a_checked_text(string answer) =>
        (await Ending(new TermFilter(ShippedTerms.All), Judges.Of(new AnsweringGenerator(_ => answer, _ => answer))))
            .Code.Should().Be(Codes.SafetyUnavailable);

    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static async Task<EndingException> Ending(params ISafetyCheck[] checks) =>
        (await FluentActions.Awaiting(() => PassAsync([Secret], checks)).Should().ThrowAsync<EndingException>()).Which;

    private static Task<IReadOnlyList<CheckedText>> PassAsync(string[] parts, params ISafetyCheck[] checks) =>
        new CheckedText.Gate(checks).PassAsync(Question(parts), null, TestContext.Current.CancellationToken);

    private static SafetyQuestion Question(string[] parts) => new(parts, Verdicts.Model, null);
}
