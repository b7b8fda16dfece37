namespace Interception.Client.Console.Doctor.Figures;

/// <summary>A real run by the server's events; in milliseconds by the server's clock.</summary>
internal sealed record RunFigures
{
    /// <summary>Why it did not end well, one of the contract's codes; null when it did.</summary>
    public string? Code { get; init; }

    /// <summary>The same reason in words.</summary>
    public string? Failure { get; init; }

    /// <summary>The last place in the queue that was reported; null when it did not wait.</summary>
    public int? Position { get; init; }

    public string? WaitsFor { get; init; }

    public double WaitedMs { get; init; }

    /// <summary>Whether it got a slot.</summary>
    public bool IsServed { get; init; }

    public double LoadingMs { get; init; }

    public double ReadingMs { get; init; }

    public double ThinkingMs { get; init; }

    public double WritingMs { get; init; }

    /// <summary>The figures of the stage that a model writes.</summary>
    public int Characters { get; init; }

    public int Pieces { get; init; }

    /// <summary>The status in which it was given up; null when it ended.</summary>
    public string? GivenUpWhile { get; init; }
}
