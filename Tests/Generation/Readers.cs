using Interception.Server.Generation;
using Interception.Server.Generation.Streaming;
using Interception.Server.Scheduling;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Generation;

/// <summary>Readers of answers, as the server puts them together.</summary>
internal static class Readers
{
    public static ThoughtForms Forms(params string[] further) => new(Options.Create(new ModelOptions { ThoughtForms = further }));

    /// <summary>A clock without a beat, as at rest.</summary>
    public static BeatClock Beats => new(TimeProvider.System, Environment.ProcessorCount);

    public static AnswerReader Of(CallTimeouts clocks, Log log) =>
        new(Forms(), new ThoughtHabits(), clocks, Beats, new LoggerFactory([log]).CreateLogger<AnswerReader>());
}
