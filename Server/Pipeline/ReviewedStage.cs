using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Safety.Terms;

namespace Interception.Server.Pipeline;

/// <summary>
/// Checks a stage's text before it can be read again, however the stage ends: a text that was stopped, abandoned,
/// timed out, or broken by a shutdown or a defect has not passed its gate.
/// </summary>
internal sealed class ReviewedStage(IStage stage, TermMatcher terms) : IStage
{
    public StageTraits Traits => stage.Traits;

    public string? ModelFor(RunMaterial material) => stage.ModelFor(material);

    public string? FirstModelFor(RunMaterial material) => stage.FirstModelFor(material);

    public async Task<Outcome> RunAsync(RunMaterial material, IStageOutput output, CancellationToken cancellationToken)
    {
        var shown = new ShownOutput(output);
        try
        {
            return await stage.RunAsync(material, shown, cancellationToken);
        }
        catch (Exception e) when (e is not EndingException { Code: Codes.Blocked })
        {
            if (terms.Find(shown.Text) is { } category) throw Endings.Exception(Codes.Blocked, category: category);
            throw;
        }
    }

    private sealed class ShownOutput(IStageOutput output) : IStageOutput
    {
        private readonly StringBuilder _shown = new();

        public string Text => _shown.ToString();

        public bool HasText => output.HasText;

        public void Came() => output.Came();

        public void Write(string piece)
        {
            _shown.Append(piece);
            output.Write(piece);
        }

        public void Report(StageStatus status) => output.Report(status);

        public void Report(string model, long completed, long total) => output.Report(model, completed, total);

        public Task<bool> WaitForServerAsync(CancellationToken cancellationToken) => output.WaitForServerAsync(cancellationToken);
    }
}
