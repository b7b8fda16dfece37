using Interception.Server.Generation;
using Interception.Server.Generation.Practice;
using Microsoft.Extensions.Time.Testing;
using static Interception.Tests.Generation.Practice.Samples;

namespace Interception.Tests.Generation.Practice;

public sealed class PracticeVoiceTests
{
    private readonly FakeTimeProvider time = new();

    [Theory]
    [InlineData("  Zwei  Leerzeichen,\r\n\tein Tab –\nund 👩‍👩‍👧 zum Schluss \n")]
    [InlineData("x")]
    [InlineData(" ")]
    public async Task A_translation_is_the_text_character_for_character(string text) =>
        string.Concat(Texts(await All(Prompt(GenerationJob.Translation, text)))).Should().Be(text);

    [Fact]
    public async Task A_text_comes_piece_by_piece_and_ends_with_figures()
    {
        var prompt = Prompt(GenerationJob.Interception, German[0], "Mach es lauter");

        var all = await All(prompt);

        var pieces = Texts(all).ToList();
        string.Concat(pieces).Should().Be(PracticeWriter.Write(prompt));
        pieces.Should().HaveCountGreaterThan(60).And.NotContain("");
        all[..^1].Should().OnlyContain(one => one.Kind == PieceKind.Text);
        all[^1].Figures!.Tokens.Should().Be(pieces.Count);
        (pieces.Count / all[^1].Figures!.WriteTime.TotalSeconds).Should().BeInRange(25, 40);
    }

    [Fact]
    public async Task Nothing_comes_before_its_time()
    {
        var (_, pause) = WritingPace.Plan("Hallo du").First();
        await using var pieces = new PracticeVoice(time)
            .StreamAsync(Prompt(GenerationJob.Translation, "Hallo du"), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var first = pieces.MoveNextAsync();
        time.Advance(pause - TimeSpan.FromMilliseconds(2));
        first.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromMilliseconds(2));

        (await first).Should().BeTrue();
        pieces.Current.Text.Should().Be("Hallo");
    }

    [Fact]
    public async Task Cancelling_stops_at_once_while_it_waits()
    {
        using var stop = new CancellationTokenSource();
        await using var pieces = new PracticeVoice(time).StreamAsync(Prompt(GenerationJob.Interception, "Hund"), stop.Token)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = pieces.MoveNextAsync();

        await stop.CancelAsync();

        await FluentActions.Awaiting(async () => await first).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_verdict_is_not_for_it_to_give() =>
        (await FluentActions.Awaiting(() => All(Prompt(GenerationJob.Verdict, "x"))).Should().ThrowAsync<GenerationException>())
            .Which.Failure.Should().Be(GenerationFailure.Unavailable);

    private async Task<List<GenerationPiece>> All(ModelPrompt prompt)
    {
        List<GenerationPiece> all = [];
        await using var pieces = new PracticeVoice(time)
            .StreamAsync(prompt, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var next = pieces.MoveNextAsync(); ; next = pieces.MoveNextAsync())
        {
            // No piece is ever longer in coming.
            time.Advance(TimeSpan.FromSeconds(next.IsCompleted ? 0 : 0.5));
            if (!await next)
            {
                return all;
            }

            all.Add(pieces.Current);
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<GenerationPiece> all) =>
        all.Where(one => one.Kind == PieceKind.Text).Select(one => one.Text);
}
