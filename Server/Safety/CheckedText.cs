namespace Interception.Server.Safety;

/// <summary>A text that may go to a model. Only the gate can make one, from exactly the characters that it checked.</summary>
internal sealed partial class CheckedText
{
    private CheckedText(string value) => Value = value;

    /// <summary>The text, exactly as it was checked.</summary>
    public string Value { get; }
}
