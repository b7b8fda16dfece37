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

    public static AnswerReader Of(CallTimeouts clocks, Log log) =>
        new(Forms(), new ThoughtHabits(), clocks, new BeatClock(TimeProvider.System, Environment.ProcessorCount), new LoggerFactory([log]).CreateLogger<AnswerReader>());
}
