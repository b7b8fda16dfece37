namespace Interception.Server.Safety;

/// <summary>A text that may go to a model. Only the gate can make one, out of exactly the characters that it checked.</summary>
public sealed partial class CheckedText
{
    private CheckedText(string value) => Value = value;

    /// <summary>The text, to the character as it was checked.</summary>
    public string Value { get; }
}
