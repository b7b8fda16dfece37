using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Safety;

/// <summary>How strictly texts are checked. Bound from the <c>Safety</c> section; a client cannot change it.</summary>
internal sealed class SafetyOptions
{
    /// <summary>Who is in the room. Default: <see cref="SafetyLevel.Youth"/>.</summary>
    [EnumDataType(typeof(SafetyLevel), ErrorMessage = "one of Kids, Youth, Adult, Research")]
    public SafetyLevel Level { get; set; } = SafetyLevel.Youth;

    /// <summary>Whether the judge must pass a test before any text goes to a model. Default: true.</summary>
    public bool SelfTest { get; set; } = true;

    /// <summary>A folder with your own term lists, <c>&lt;category&gt;.&lt;anything&gt;.txt</c>. Default: none.</summary>
    public string TermsFolder { get; set; } = "";
}

/// <summary>What the checks look for. No level skips a check.</summary>
public enum SafetyLevel
{
    /// <summary>Younger children.</summary>
    Kids,

    /// <summary>Up to 17 years.</summary>
    Youth,

    /// <summary>Adults only.</summary>
    Adult,

    /// <summary>Research about models: only the term filter is asked.</summary>
    Research,
}
