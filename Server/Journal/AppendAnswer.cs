namespace Interception.Server.Journal;

/// <summary>The answer to an addition.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Length">For <see cref="AppendResult.Gap"/>: how much there is, of the text or else of the events.</param>
/// <param name="Wanted">What is wanted of the run.</param>
public readonly record struct AppendAnswer(AppendResult Result, int Length, RunWish Wanted);

/// <summary>What became of an addition.</summary>
public enum AppendResult
{
    /// <summary>It is there.</summary>
    Ok,

    /// <summary>It was there already.</summary>
    Duplicate,

    /// <summary>Something in front of it is missing; the writer says that first.</summary>
    Gap,

    /// <summary>Another writer has taken the run over: this one says nothing more to anyone.</summary>
    Fenced,

    /// <summary>The run has ended.</summary>
    Closed,
}
