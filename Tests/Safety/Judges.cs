using System.Diagnostics.Metrics;
using Interception.Server.Generation;
using Interception.Server.Safety;
using Interception.Server.Safety.Judging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Safety;

/// <summary>Judges in front of a model of the test's own.</summary>
internal static class Judges
{
    private static readonly IMeterFactory Meters = NewMeters();

    public static IMeterFactory NewMeters() => new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    public static Judge Of(IGenerator model, Func<string>? nonce = null, SafetyLevel level = SafetyLevel.Youth, JudgeMetrics? metrics = null) =>
        new(model, Options.Create(new SafetyOptions { Level = level }), metrics ?? new(Meters), nonce: nonce);

    /// <summary>A text that no failure may quote.</summary>
    public const string Secret = "Ein Walross namens Kunigunde";

    /// <summary>A question about a harmless text.</summary>
    public static SafetyQuestion Harmless { get; } = new(["x"], Verdicts.Model, null);

    public static Task<Verdict> AskAsync(AnsweringGenerator model, SafetyQuestion question) =>
        Of(model).CheckAsync(question, null, TestContext.Current.CancellationToken);

    /// <summary>Asks, and expects that there is no verdict.</summary>
    public static async Task<SafetyUnavailableException> FailAsync(AnsweringGenerator model) =>
        (await FluentActions.Awaiting(() => AskAsync(model, new([Secret], Verdicts.Model, null)))
            .Should().ThrowAsync<SafetyUnavailableException>()).Which;
}
