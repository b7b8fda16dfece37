using System.Collections.Concurrent;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Practice;
using Interception.Server.Generation.Servers;
using Microsoft.Extensions.Options;

namespace Interception.Server.Safety.Judging;

/// <summary>Knows which judges have passed their test, and at which servers. Until one has passed, no text goes to any model.</summary>
internal sealed class TestedJudges
{
    private readonly EndpointMonitor _watch;
    private readonly ModelReachability _reach;
    private readonly ModelSelector _selector;
    private readonly ConcurrentDictionary<(string Judge, string Server), JudgeTest> _tests = new();
    private readonly ConcurrentDictionary<string, bool> _wanted = new();
    private IReadOnlyList<EndpointState> _before = [];
    private volatile TaskCompletionSource _news = NewNews();

    public TestedJudges(EndpointMonitor watch, ModelReachability reach, ModelSelector selector,
        IOptions<SafetyOptions> safety, IOptions<PracticeOptions> practice)
    {
        _watch = watch;
        _reach = reach;
        _selector = selector;
        IsNeeded = safety.Value.SelfTest && safety.Value.Level != SafetyLevel.Research && practice.Value.Mode != PracticeMode.Always;
        watch.Looked += Look;
    }

    /// <summary>Raised when a judge becomes available or unavailable. No lock is held meanwhile.</summary>
    public event Action? Changed;

    /// <summary>Whether judges are tested at all.</summary>
    public bool IsNeeded { get; }

    /// <summary>The model that judges at present, with its provider in front.</summary>
    public string Judge
    {
        get
        {
            var (judge, fallback) = (ModelName.Whole(_selector.Models.Safety), _selector.Models.Fallback);
            return fallback.Length > 0 && !_reach.CanUse(judge) && _reach.CanUse(ModelName.Whole(fallback)) ? ModelName.Whole(fallback) : judge;
        }
    }

    /// <summary>Every judge to test: the present one, and others that a run asked for.</summary>
    public IReadOnlyList<string> Judges => [.. _wanted.Keys.Append(Judge).Distinct()];

    /// <summary>The Ollama servers that answer and have the judge; null stands for another provider.</summary>
    public IReadOnlyList<EndpointState?> ServersOf(string judge) => ModelName.Parse(judge) is { Provider: ModelName.Local } local
        ? [.. _watch.Endpoints.Where(server => server.Answers && server.Has(local.Model))]
        : [null];

    /// <summary>The result of a judge's test at a server; null when the present copy has not been tested.</summary>
    public JudgeTest? At(string judge, Uri? server) =>
        _tests.GetValueOrDefault(Key(judge, server)) is { } test && IsOfPresentCopy(test, judge, server) ? test : null;

    /// <summary>How much a judge is told to think.</summary>
    public ThinkMode ThinkOf(string judge, Uri? server) => At(judge, server)?.Think ?? ThinkMode.Off;

    /// <summary>Records the result of a test.</summary>
    public void Set(string judge, Uri? server, JudgeTest test)
    {
        _tests[Key(judge, server)] = test;
        Tell();
    }

    /// <summary>Whether a judge may be asked; a null judge needs no test.</summary>
    public JudgeState StateOf(string? judge)
    {
        if (!IsNeeded || judge is null) return JudgeState.Clear;
        var tests = ServersOf(judge).Select(server => At(judge, server?.Endpoint)).ToList();
        if (tests.Count == 0) return Unseen(judge);
        if (tests.Any(test => test?.Outcome == TestOutcome.Failed)) return JudgeState.Failed;
        if (tests.Contains(null)) return JudgeState.Testing;
        return tests.Any(test => test?.Outcome == TestOutcome.Passed) ? JudgeState.Clear : JudgeState.Away;
    }

    /// <summary>Why a judge has not passed, in words that a teacher understands; null while unknown.</summary>
    public string? SentenceOf(string judge) =>
        ServersOf(judge).Select(server => At(judge, server?.Endpoint)?.Sentence).OfType<string>().FirstOrDefault();

    /// <summary>Why the present judge cannot be used yet; empty when it can, or when no test is needed.</summary>
    public IReadOnlyList<string> Missing() => !IsNeeded ? [] :
    [
        .. ServersOf(Judge).Select(server => At(Judge, server?.Endpoint) is { } test
            ? test.Sentence
            : $"{Judge} is being tested as the safety model; one moment.").OfType<string>().Distinct(),
    ];

    /// <summary>Waits while a judge is being tested, then tells whether it may be asked at a server.</summary>
    public async Task<JudgeState> SettledAsync(string? judge, Uri? server, CancellationToken cancellationToken)
    {
        while (true)
        {
            var news = _news.Task;
            if (StateAt(judge, server) is not JudgeState.Testing and var state) return state;
            _wanted.TryAdd(judge!, true);
            await news.WaitAsync(cancellationToken);
        }
    }

    private bool IsOfPresentCopy(JudgeTest test, string judge, Uri? server) => test.Copy is not { } tested
        || _watch.Endpoints.FirstOrDefault(known => known.Endpoint == server)?.CopyOf(judge) is not { } present
        || present == tested;

    private static (string, string) Key(string judge, Uri? server) => (judge, server?.AbsoluteUri ?? "");

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The server of the run decides: a judge may have passed at one server and failed at another.
    private JudgeState StateAt(string? judge, Uri? server) => StateOf(judge) switch
    {
        JudgeState.Clear or JudgeState.Testing when IsNeeded && judge is not null && At(judge, server) is { } test => test.Outcome switch
        {
            TestOutcome.Passed => JudgeState.Clear,
            TestOutcome.Failed => JudgeState.Failed,
            _ => JudgeState.Away,
        },
        var state => state,
    };

    private JudgeState Unseen(string judge) =>
        !_watch.FirstRound.IsCompleted ? JudgeState.Testing
        : _watch.Endpoints.Any(server => server.Answers) ? JudgeState.Missing
        : _tests.Any(test => test.Key.Judge == judge && test.Value.Outcome == TestOutcome.Passed) ? JudgeState.Clear
        : JudgeState.Away;

    /// <summary>A judge that has not passed is tested again at once when a server has come back or its models have changed.</summary>
    private void Look(IReadOnlyList<EndpointState> now)
    {
        foreach (var server in now.Where(server => server.Answers && !IsAsBefore(server)))
        {
            foreach (var (key, test) in _tests.Where(test => test.Key.Server == server.Endpoint.AbsoluteUri && test.Value.Outcome != TestOutcome.Passed))
                _tests[key] = test with { At = 0 };
        }

        _before = now;
        Tell();
    }

    private bool IsAsBefore(EndpointState server) => _before.Any(before =>
        before.Endpoint == server.Endpoint && before.Answers && before.Models.SequenceEqual(server.Models, StringComparer.Ordinal));

    private void Tell()
    {
        var news = _news;
        _news = NewNews();
        news.TrySetResult();
        Changed?.Invoke();
    }
}
