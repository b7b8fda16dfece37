using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>The behaviour of a child: random, but always the same for a seed.</summary>
/// <param name="seed">The seed of the lesson.</param>
/// <param name="child">The number of the child.</param>
/// <param name="pace">How many times faster than a real child.</param>
/// <param name="mayCry">Whether one of its ideas may be a cry for help.</param>
internal sealed class ChildBehaviour(int seed, int child, double pace, bool mayCry = false)
{
    private readonly Random _random = new(unchecked((seed * 1_009) + child));

    // A separate generator, so that a seed still types and reads as before.
    private readonly Random _acts = new(unchecked((seed * 7_919) + child));

    /// <summary>An endless series of ideas.</summary>
    public IEnumerable<ChildIntent> Intents()
    {
        while (true) yield return Next();
    }

    private ChildIntent Next()
    {
        var idea = ChildIdea.All[_random.Next(ChildIdea.All.Count)];
        // Four characters a second, and some time to think.
        var typing = Between(0.7, 1.4) * (3 + (idea.Text.Length + idea.Rules.Length) / 4.0);
        var patience = OneIn(12) ? Seconds(Between(5, 40)) : Timeout.InfiniteTimeSpan;
        var reload = OneIn(5) ? new PageReload(OneIn(2) ? Stage.Interception : Stage.Output, _random.Next(1, 150)) : null;
        return new(idea, Seconds(typing), patience, reload, OneIn(3), pace) { Acts = NextActs() };
    }

    private ClassActs NextActs() => new(_acts.Next(6) == 0, _acts.Next(4) == 0, _acts.Next(40) == 0 && mayCry);

    private bool OneIn(int many) => _random.Next(many) == 0;

    private double Between(double low, double high) => low + _random.NextDouble() * (high - low);

    private TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds / pace);
}
