using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>When a stage's text passed each hop inside the server; a hop that it did not pass is left out.</summary>
public sealed record StageHops
{
    /// <summary>The model's lines came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HopTimes? Came { get; init; }

    /// <summary>Pieces were written down, from where they can be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HopTimes? Written { get; init; }

    /// <summary>Pieces left for the first of their readers, as far as they had when the stage ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HopTimes? Left { get; init; }
}

/// <summary>How pieces passed one hop. Gaps cannot get shorter from one hop to the next, unless text was held back there.</summary>
/// <param name="Pieces">How many.</param>
/// <param name="FirstMs">When the first one did, from the stage's start on.</param>
/// <param name="LastMs">When the last one did.</param>
/// <param name="LongestGapMs">The longest time between two.</param>
public sealed record HopTimes(int Pieces, long FirstMs, long LastMs, long LongestGapMs);

/// <summary>A silence longer than a second while a text was written.</summary>
/// <param name="Place">Where it came from.</param>
/// <param name="Chars">How much of the text was there, in UTF-16 units.</param>
/// <param name="AtMs">When it began, from the stage's start on; negative for a wait before.</param>
/// <param name="Ms">How long it was.</param>
public sealed record StageSilence(SilencePlace Place, int Chars, long AtMs, long Ms);
