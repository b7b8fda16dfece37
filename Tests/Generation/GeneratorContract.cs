using Interception.Server.Generation;

namespace Interception.Tests.Generation;

/// <summary>What every source of text does, whatever is behind it.</summary>
public abstract class GeneratorContract
{
    /// <summary>A prompt and the answer that it gets: several pieces, and one character beyond the basic plane in it.</summary>
    protected abstract (ModelPrompt Prompt, string Answer) Example { get; }

    protected abstract IGenerator Generator { get; }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Over when nothing works for the last answer any more.</summary>
    protected virtual Task FreedAsync() => Task.CompletedTask;

    [Fact(Timeout = 10_000)]
    public async Task Pieces_concatenate_to_the_whole_answer()
    {
        var pieces = await AllAsync();

        Text(pieces).Should().Be(Example.Answer);
        pieces.Count(piece => piece.Kind == PieceKind.Text).Should().BeGreaterThan(3);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_piece_is_never_empty_and_never_ends_inside_a_character()
    {
        foreach (var piece in await AllAsync())
        {
            (piece.Text.Length > 0).Should().Be(piece.Kind is PieceKind.Text or PieceKind.Thinking);
            char.IsHighSurrogate(piece.Text.LastOrDefault()).Should().BeFalse();
            char.IsLowSurrogate(piece.Text.FirstOrDefault()).Should().BeFalse();
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task Figures_are_the_end_of_an_answer_and_come_once()
    {
        var pieces = await AllAsync();

        pieces[^1].Kind.Should().Be(PieceKind.Figures);
        pieces[^1].Figures.Should().NotBeNull();
        pieces.Count(piece => piece.Kind == PieceKind.Figures).Should().Be(1);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_cancel_in_the_middle_ends_the_answer_at_once()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var pieces = Generator.StreamAsync(Example.Prompt, stop.Token).GetAsyncEnumerator(Cancel);
        await FirstTextAsync(pieces);

        await stop.CancelAsync();

        await pieces.Awaiting(p => p.MoveNextAsync().AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await FreedAsync();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_call_cancelled_before_it_began_gives_nothing()
    {
        var pieces = Generator.StreamAsync(Example.Prompt, new CancellationToken(canceled: true)).GetAsyncEnumerator(Cancel);

        await pieces.Awaiting(p => p.MoveNextAsync().AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_reader_who_just_leaves_frees_the_model()
    {
        await using (var pieces = Generator.StreamAsync(Example.Prompt, Cancel).GetAsyncEnumerator(Cancel))
        {
            await FirstTextAsync(pieces);
        }

        await FreedAsync();
    }

    [Fact(Timeout = 10_000)]
    public async Task Two_answers_at_once_do_not_mix()
    {
        var answers = await Task.WhenAll(AllAsync(), AllAsync());

        answers.Select(Text).Should().Equal(Example.Answer, Example.Answer);
    }

    protected static string Text(IEnumerable<GenerationPiece> pieces) =>
        string.Concat(pieces.Where(piece => piece.Kind == PieceKind.Text).Select(piece => piece.Text));

    private Task<List<GenerationPiece>> AllAsync() => Generator.StreamAsync(Example.Prompt, Cancel).ToListAsync(Cancel).AsTask();

    private static async Task FirstTextAsync(IAsyncEnumerator<GenerationPiece> pieces)
    {
        do
        {
            (await pieces.MoveNextAsync()).Should().BeTrue();
        }
        while (pieces.Current.Kind != PieceKind.Text);
    }
}
