using Interception.Server.Contracts;
using Interception.Server.Safety;

namespace Interception.Tests.Safety;

/// <summary>What every safety check promises. Its check minds Sieg Heil as a hate symbol, and nothing else here.</summary>
public abstract class SafetyCheckContract
{
    private const string Harmless = "Ein Frosch lernt fliegen.";

    /// <summary>The check under test.</summary>
    protected abstract ISafetyCheck Check { get; }

    [Theory]
    [InlineData(Harmless)]
    [InlineData("")]
    [InlineData("Das Bild ist 1988 gemalt.", Harmless, "Alles in Blau")]
    public async Task Safe_parts_pass(params string[] parts) =>
        (await AskAsync(parts)).Should().Be(Verdict.Safe);

    [Fact]
    public async Task An_unsafe_text_is_stopped_and_its_category_is_named() =>
        (await AskAsync("Alle rufen Sieg Heil.")).Should().Be(Verdict.Unsafe(TextCategory.HateSymbols));

    [Theory]
    [InlineData("Sieg Heil", Harmless, Harmless)]
    [InlineData(Harmless, "Sieg Heil", Harmless)]
    [InlineData(Harmless, "", "Sieg Heil")]
    public async Task One_unsafe_part_stops_them_all(params string[] parts) =>
        (await AskAsync(parts)).IsSafe.Should().BeFalse();

    [Fact]
    public async Task Parts_that_are_unsafe_only_together_are_stopped()
    {
        (await AskAsync("Am Ende ruft der Chor Sieg")).IsSafe.Should().BeTrue();
        (await AskAsync("Heil sei der Anfang")).IsSafe.Should().BeTrue();

        (await AskAsync("Am Ende ruft der Chor Sieg", "Heil sei der Anfang")).IsSafe.Should().BeFalse();
    }

    [Fact]
    public async Task A_cancelled_check_ends_as_cancelled_and_tells_nothing_of_the_text()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        var check = () => Check.CheckAsync(Question(Harmless), null, gone.Token);

        (await check.Should().ThrowAsync<OperationCanceledException>()).Which.ToString().Should().NotContain("Frosch");
    }

    protected static SafetyQuestion Question(params string[] parts) => new(parts, Verdicts.Model, null);

    private Task<Verdict> AskAsync(params string[] parts) =>
        Check.CheckAsync(Question(parts), null, TestContext.Current.CancellationToken);
}
