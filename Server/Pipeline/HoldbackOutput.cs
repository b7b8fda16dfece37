using Interception.Server.Contracts;
using Interception.Server.Generation.Streaming;
using Interception.Server.Safety.Reading;
using Interception.Server.Safety.Terms;

namespace Interception.Server.Pipeline;

/// <summary>The output of a stage that passes text on only when it can no longer become a listed term, and removes hidden characters.</summary>
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

    /// <summary>Passes on the rest of a text that a gate checks next.</summary>
    /// <exception cref="EndingException"><c>blocked</c>: the text ends with a listed term.</exception>
    public void Finish()
    {
        output.Write(holdback.Append(_visible.Take(_seen.Rest())));
        output.Write(holdback.Rest());
    }

    /// <summary>Passes on the rest of a text that no gate checks.</summary>
    /// <exception cref="EndingException"><c>blocked</c>: the text contains a listed term.</exception>
    public void BreakOff()
    {
        holdback.CheckWhole();
        Finish();
    }
}
