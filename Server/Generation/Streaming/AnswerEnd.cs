namespace Interception.Server.Generation.Streaming;

/// <summary>The end of an answer, and what it means.</summary>
internal sealed class AnswerEnd
{
    private bool _isLast;
    private bool _wentOn;

    /// <summary>The provider's reason for the end.</summary>
    public string? Reason { get; private set; }

    /// <summary>The model's figures.</summary>
    public ModelUsage Figures { get; private set; } = new(0, default, 0, default, default);

    /// <summary>Whether the provider has given a reason for the end; what comes later can only add to it.</summary>
    public bool IsSaid => Reason is not null && (_isLast || !_wentOn);

    /// <summary>Whether nothing more can come.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Reads what a line says about the end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isVisible">Whether it has visible text: text after a reason means that the answer goes on.</param>
    public void Take(AnswerLine line, bool isVisible)
    {
        var wasSaid = IsSaid;
        Figures = line.Figures ?? Figures;
        _isLast = line.IsLast;
        _wentOn = line.Reason is null && (_wentOn || isVisible);
        Reason = line.Reason ?? Reason;
        // Figures alone are the last thing that the dialect sends.
        IsOver = _isLast || (wasSaid && IsSaid && line.Figures is not null);
    }

    /// <summary>The meaning of the end.</summary>
    /// <param name="hasText">Whether the answer has a text.</param>
    public EndMeaning Meaning(bool hasText) => EndReason.MeaningOf(Reason) switch
    {
        EndMeaning.Unknown when !hasText => EndMeaning.Failed,
        var meaning => meaning,
    };
}
