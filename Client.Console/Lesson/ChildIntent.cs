using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>What a child will do with its next idea.</summary>
/// <param name="Idea">What it types.</param>
/// <param name="Typing">The time it types.</param>
/// <param name="Patience">How long it stays with the idea; infinite for a child that stays.</param>
/// <param name="Reload">Where it reloads the page; null for no reload.</param>
/// <param name="Revises">Whether it changes the interception.</param>
/// <param name="Pace">How many times faster than a real child.</param>
internal sealed record ChildIntent(ChildIdea Idea, TimeSpan Typing, TimeSpan Patience, PageReload? Reload, bool Revises, double Pace)
{
    private const double CharactersPerSecond = 12;
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    /// <summary>After a reload, a refusal or a failure.</summary>
    public TimeSpan Breath => Hurried(TimeSpan.FromSeconds(2));

    private static readonly ClassActs Quiet = new(RaisesHand: false, Offers: false, Cries: false);

    /// <summary>What it does in class besides its run.</summary>
    public ClassActs Acts { get; init; } = Quiet;

    public RunRequest Request => Acts.Cries
        ? new() { Text = Idea.Language == "de" ? "Ich will nicht mehr leben." : "I want to die.", Language = Idea.Language }
        : new() { Text = Idea.Text, Rules = Idea.Rules, Language = Idea.Language };

    /// <summary>How long it reads a text to its end, less what it read while the text appeared.</summary>
    public TimeSpan Reading(int characters, TimeSpan sinceFirstWord)
    {
        var whole = Hurried(TimeSpan.FromSeconds(characters / CharactersPerSecond));
        return TimeSpan.FromTicks(Math.Clamp((whole - sinceFirstWord).Ticks, Hurried(AtLeast).Ticks, Hurried(AtMost).Ticks));
    }

    public string? Revise(string interception) => Revises ? $"{interception} {Idea.Addition}" : null;

    private TimeSpan Hurried(TimeSpan time) => time / Pace;
}

/// <summary>A reload in the middle of a text.</summary>
/// <param name="Stage">The stage during which it reloads.</param>
/// <param name="Characters">The number of characters after which it reloads.</param>
internal sealed record PageReload(Stage Stage, int Characters);
