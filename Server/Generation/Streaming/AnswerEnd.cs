namespace Interception.Server.Generation.Streaming;

/// <summary>What is known of an answer's end, and what it means.</summary>
internal sealed class AnswerEnd
{
    private bool _isLast;
    private bool _wentOn;

    /// <summary>Why the model ended, in the provider's word.</summary>
    public string? Reason { get; private set; }

    /// <summary>The model's own figures.</summary>
    public ModelUsage Figures { get; private set; } = new(0, default, 0, default, default);

    /// <summary>Whether the provider has said why the answer is over; what comes after that can only add to it.</summary>
    public bool IsSaid => Reason is not null && (_isLast || !_wentOn);

    /// <summary>Whether nothing can come any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes what a line says of the end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isVisible">Whether it has text that can be seen: text after a reason means that the answer goes on.</param>
    public void Take(AnswerLine line, bool isVisible)
    {
        var wasSaid = IsSaid;
        Figures = line.Figures ?? Figures;
        _isLast = line.IsLast;
        _wentOn = line.Reason is null && (_wentOn || isVisible);
        Reason = line.Reason ?? Reason;
        // Figures alone are what the dialect sends last.
        IsOver = _isLast || (wasSaid && IsSaid && line.Figures is not null);
    }

    /// <summary>What the end means.</summary>
    /// <param name="hasText">Whether there is a text.</param>
    public EndMeaning Meaning(bool hasText) => EndReason.MeaningOf(Reason) switch
    {
        EndMeaning.Unknown when !hasText => EndMeaning.Failed,
        var meaning => meaning,
    };
}
