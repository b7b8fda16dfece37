using System.Diagnostics;
using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>A run as one trace of its own, where somebody listens: its first span lasts from the start to the end, pauses included.</summary>
/// <remarks>Names and figures only: neither a text nor the run's key. A request ends long before its run does, so it is linked.</remarks>
internal sealed class RunTrace : IDisposable
{
    private static readonly ActivitySource Source = new("Interception");

    private readonly Activity? _root;

    /// <param name="run">What the run is called in logs.</param>
    /// <param name="plan">What it goes through.</param>
    /// <param name="voice">Who writes.</param>
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

    /// <summary>Begins a span of what is worked on; null where nobody listens.</summary>
    public static Activity? Begin(string name) => Source.StartActivity(name);

    /// <summary>What follows in this flow is the run's work, and no longer its caller's.</summary>
    public void Enter() => Activity.Current = _root;

    /// <summary>It waits for the child.</summary>
    public void Pause() => _root?.AddEvent(new("pause"));

    /// <summary>The child goes on, by another request.</summary>
    public void Continue()
    {
        foreach (var link in LinksTo(Activity.Current)) _root?.AddLink(link);
        _root?.AddEvent(new("continue"));
    }

    /// <summary>It has ended.</summary>
    public void End(Outcome outcome, string? code)
    {
        _root?.SetTag("interception.outcome", outcome.ToString());
        if (code is not null) _root?.SetTag("interception.code", code);
        if (outcome == Outcome.Failed) _root?.SetTag("error.type", code).SetStatus(ActivityStatusCode.Error);
        Dispose();
    }

    /// <summary>Whoever ends it goes on with what it does itself.</summary>
    public void Dispose()
    {
        var current = Activity.Current;
        _root?.Dispose();
        if (_root is not null) Activity.Current = current == _root ? null : current;
    }

    private static ActivityLink[] LinksTo(Activity? request) => request is null ? [] : [new(request.Context)];
}
