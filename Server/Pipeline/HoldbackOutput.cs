using Interception.Server.Contracts;
using Interception.Server.Generation.Streaming;
using Interception.Server.Safety.Reading;
using Interception.Server.Safety.Terms;

namespace Interception.Server.Pipeline;

/// <summary>A stage's output that gets a text only as far as nothing listed can come of it any more, and nothing of it that nobody can see.</summary>
internal sealed class HoldbackOutput(IStageOutput output, Holdback holdback) : IStageOutput
{
    private readonly HiddenFilter _seen = new();
    private readonly VisibleText _visible = new();

    public void Came() => output.Came();

    public void Write(string piece) => output.Write(holdback.Append(_visible.Take(_seen.Take(piece))));

    public void Report(StageStatus status) => output.Report(status);

    public void Report(string model, long completed, long total) => output.Report(model, completed, total);

    public bool HasText => output.HasText;

    public Task<bool> WaitForServerAsync(CancellationToken cancellationToken) => output.WaitForServerAsync(cancellationToken);

    /// <summary>Gives out the rest of a text that a gate looks through next.</summary>
    /// <exception cref="EndingException"><c>blocked</c>: the text ends with a listed term.</exception>
    public void Finish()
    {
        output.Write(holdback.Append(_visible.Take(_seen.Rest())));
        output.Write(holdback.Rest());
    }

    /// <summary>Gives out the rest of a text that comes to no gate any more.</summary>
    /// <exception cref="EndingException"><c>blocked</c>: something listed is in the text.</exception>
    public void BreakOff()
    {
        holdback.CheckWhole();
        Finish();
    }
}
