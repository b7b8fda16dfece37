namespace Interception.Tests.Safety.Evaluation;

public sealed class DisguiseEvaluation(ITestOutputHelper output)
{
    [Fact(Timeout = 120_000)]
    public void What_code_points_give_away_is_seen_through_ninety_nine_times_in_a_hundred()
    {
        var caught = Measure(Disguises.WithSignature);

        caught.Should().HaveCountGreaterThanOrEqualTo(40).And.OnlyContain(disguise => disguise.Total >= 200);
        caught.Where(disguise => disguise.Share < 0.99).Select(disguise => disguise.ToString()).Should().BeEmpty();
    }

    [Fact(Timeout = 120_000)]
    public void What_a_plain_keyboard_can_disguise_is_mostly_seen_through() =>
        Measure(Disguises.Plain).Where(disguise => disguise.Share < 0.85).Select(disguise => disguise.ToString()).Should().BeEmpty();

    [Fact(Timeout = 120_000)]
    public void What_must_be_solved_first_is_left_to_the_judge() => Measure(Ciphers.All).Should().NotBeEmpty();

    private Caught[] Measure(IEnumerable<Disguise> disguises)
    {
        Caught[] caught = [.. disguises.Select(Caught.Measure)];
        output.WriteLine($"{caught.Length} disguises x {ListedTerms.All.Count} terms\n{Caught.Table(caught)}");
        return caught;
    }
}
