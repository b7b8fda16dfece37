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
}
