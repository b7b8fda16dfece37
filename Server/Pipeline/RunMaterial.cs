using Interception.Server.Safety;

namespace Interception.Server.Pipeline;

/// <summary>What one run works on: the request, and the texts that the stages have made so far.</summary>
/// <param name="assignment">What was asked for.</param>
internal sealed class RunMaterial(RunInput assignment)
{
    private readonly RunModels _first = assignment.Models;

    /// <summary>What was asked for, with the models for the present stage.</summary>
    public RunInput Assignment { get; private set; } = assignment;

    /// <summary>Chooses the models of the present stage.</summary>
    /// <param name="choose">From the models that the run began with to those for now.</param>
    public void ChooseModels(Func<RunModels, RunModels> choose) => Assignment = Assignment with { Models = choose(_first) };

    /// <summary>What was asked for, with the models that the run began with.</summary>
    public RunInput First => Assignment with { Models = _first };

    /// <summary>The Ollama server of the run's present slot.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The idea or its translation, once it passed stage 1.</summary>
    public CheckedText? Idea { get; set; }

    /// <summary>Style and rules, in that order, once they passed stage 1; missing ones are left out.</summary>
    public IReadOnlyList<CheckedPart> Rules { get; set; } = [];

    /// <summary>The interception, once it passed; a given or revised one passes in stage 3.</summary>
    public CheckedText? Interception { get; set; }

    /// <summary>The finished piece, once it passed; a later stage stores its own text here.</summary>
    public CheckedText? Piece { get; set; }

    /// <summary>The child's revision of the interception, not checked yet; null when nothing was changed.</summary>
    public string? Revision { get; set; }
}

/// <summary>A checked text and the name under which a model gets it.</summary>
/// <param name="Name"><c>style</c> or <c>rules</c>.</param>
/// <param name="Text">The text that passed.</param>
internal sealed record CheckedPart(string Name, CheckedText Text);
