using Interception.Server.Generation;
using Interception.Server.Safety;
using Interception.Server.Safety.Crisis;
using Interception.Server.Safety.Judging;
using Interception.Server.Safety.PersonalData;
using Interception.Server.Safety.Terms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Safety;

public sealed class SafetySetupTests
{
    [Fact]
    public void Help_comes_first_and_the_judge_last() => Services().GetServices<ISafetyCheck>().Select(check => check.GetType())
        .Should().Equal(typeof(CrisisCheck), typeof(PersonalDataCheck), typeof(TermFilter), typeof(Judge));

    [Fact]
    public async Task The_gate_is_made_of_them()
    {
        var passed = await Services(("Safety:SelfTest", "false")).GetRequiredService<CheckedText.Gate>().PassAsync(
            new SafetyQuestion(["Ein Frosch"], Verdicts.Model, null), null, TestContext.Current.CancellationToken);

        passed.Single().Value.Should().Be("Ein Frosch");
    }

    [Fact]
    public void The_level_is_for_the_young_unless_somebody_says_otherwise()
    {
        Options().Should().BeEquivalentTo(new SafetyOptions { Level = SafetyLevel.Youth, SelfTest = true });
        Options(("Safety:Level", "Adult"), ("Safety:SelfTest", "false"))
            .Should().BeEquivalentTo(new SafetyOptions { Level = SafetyLevel.Adult, SelfTest = false });
    }

    [Theory]
    [InlineData("Safety:Level", "Off")]
    [InlineData("Safety:Level", "7")]
    [InlineData("Safety:SelfTest", "perhaps")]
    [InlineData("Safety:Levle", "Kids")]
    public void A_slip_of_the_operator_is_refused(string key, string value) =>
        FluentActions.Invoking(() => Options((key, value))).Should().Throw<Exception>().WithMessage($"*{key.Split(':')[1]}*");

    private static SafetyOptions Options(params (string Key, string Value)[] settings) =>
        Services(settings).GetRequiredService<IOptions<SafetyOptions>>().Value;

    private static ServiceProvider Services(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build())
        .AddLogging()
        .AddMetrics()
        .AddGeneration()
        .AddSafety()
        .AddSingleton<IGenerator>(new AnsweringGenerator(Verdicts.Safe))
        .BuildServiceProvider();
}
