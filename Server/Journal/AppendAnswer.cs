namespace Interception.Server.Journal;

/// <summary>The answer to an addition.</summary>
/// <param name="Result">What happened to it.</param>
/// <param name="Length">For <see cref="AppendResult.Gap"/>: how long the text is, or how many events there are.</param>
/// <param name="Wanted">What is wanted of the run.</param>
public readonly record struct AppendAnswer(AppendResult Result, int Length, RunWish Wanted);

/// <summary>What happened to an addition.</summary>
public enum AppendResult
{
    /// <summary>It was added.</summary>
    Ok,

    /// <summary>It had been added before.</summary>
    Duplicate,

    /// <summary>Something before it is missing; the writer must send that first.</summary>
    Gap,

    /// <summary>Another writer has taken the run over, so this one must stop writing.</summary>
    Fenced,

    /// <summary>The run has ended.</summary>
    Closed,
}
