namespace Interception.Client.Console.Doctor.Figures;

/// <summary>A real run, as the server tells of it; in milliseconds by the server's clock.</summary>
internal sealed record RunFigures
{
    /// <summary>Why it came to no good end, one of the contract's codes; null when it did.</summary>
    public string? Code { get; init; }

    /// <summary>The same in words.</summary>
    public string? Failure { get; init; }

    /// <summary>The place in the line that was told last; null when it did not wait.</summary>
    public int? Position { get; init; }

    public string? WaitsFor { get; init; }

    public double WaitedMs { get; init; }

    /// <summary>It got its place.</summary>
    public bool IsServed { get; init; }

    public double LoadingMs { get; init; }

    public double ReadingMs { get; init; }

    public double ThinkingMs { get; init; }

    public double WritingMs { get; init; }

    /// <summary>Of the stage that a model writes.</summary>
    public int Characters { get; init; }

    public int Pieces { get; init; }

    /// <summary>What it was doing when it was given up; null when it came to its end.</summary>
    public string? GivenUpWhile { get; init; }
}
