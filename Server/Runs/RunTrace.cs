using System.Diagnostics;
using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>The trace of a run, if traces are collected. Its first span lasts from the start to the end, pauses included.</summary>
/// <remarks>It has names and figures only: no text, and not the run's id. The request that starts it ends earlier, so it is linked.</remarks>
internal sealed class RunTrace : IDisposable
{
    private static readonly ActivitySource Source = new("Interception");

    private readonly Activity? _root;

    /// <param name="run">The run's name in the log.</param>
    /// <param name="plan">Its stages.</param>
    /// <param name="voice">The voice.</param>
    public RunTrace(string run, RunPlan plan, string voice)
    {
        if (!Source.HasListeners()) return;
        var request = Activity.Current;
        Activity.Current = null;
        _root = Source.StartActivity("run", ActivityKind.Internal, default(ActivityContext), links: LinksTo(request));
        _root?.SetTag("interception.run", run).SetTag("interception.voice", voice)
            .SetTag("interception.stages", plan.Stages.Select(stage => stage.ToString()).ToArray());
        Activity.Current = request;
    }

    /// <summary>Begins a span; null when traces are not collected.</summary>
    public static Activity? Begin(string name) => Source.StartActivity(name);

    /// <summary>Makes the run's span the current one instead of the caller's.</summary>
    public void Enter() => Activity.Current = _root;

    /// <summary>Begins the pause.</summary>
    public void Pause() => _root?.AddEvent(new("pause"));

    /// <summary>Ends the pause; the next request is linked.</summary>
    public void Continue()
    {
        foreach (var link in LinksTo(Activity.Current)) _root?.AddLink(link);
        _root?.AddEvent(new("continue"));
    }

    /// <summary>Ends the trace.</summary>
    public void End(Outcome outcome, string? code)
    {
        _root?.SetTag("interception.outcome", outcome.ToString());
        if (code is not null) _root?.SetTag("interception.code", code);
        if (outcome == Outcome.Failed) _root?.SetTag("error.type", code).SetStatus(ActivityStatusCode.Error);
        Dispose();
    }

    /// <summary>Restores the caller's span afterwards.</summary>
    public void Dispose()
    {
        var current = Activity.Current;
        _root?.Dispose();
        if (_root is not null) Activity.Current = current == _root ? null : current;
    }

    private static ActivityLink[] LinksTo(Activity? request) => request is null ? [] : [new(request.Context)];
}
