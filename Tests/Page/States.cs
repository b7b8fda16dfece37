using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;

namespace Interception.Tests.Page;

/// <summary>The states in which somebody may find the page. Each is reached as a child reaches it, and then holds still.</summary>
internal static partial class States
{
    private delegate Task Way(App app, Visitor child);

    private static readonly Dictionary<string, Way> Ways = new()
    {
        ["empty"] = (_, child) => child.Expect("status").ToBeVisibleAsync(),
        ["practice"] = (_, child) => child.Expect("practice").ToBeVisibleAsync(),
        ["not-ready"] = NotReadyAsync,
        ["waiting"] = WaitingAsync,
        ["loading"] = LoadingAsync,
        ["thinking"] = ThinkingAsync,
        ["writing"] = WritingAsync,
        ["paused"] = PausedAsync,
        ["revised"] = RevisedAsync,
        ["finished"] = FinishedAsync,
        ["blocked"] = (app, child) => BlockedAsync(app, child, "violence"),
        ["self-harm"] = (app, child) => BlockedAsync(app, child, "self-harm"),
        ["failed"] = FailedAsync,
        ["stopped"] = StoppedAsync,
        ["gone"] = GoneAsync,
        ["compare"] = CompareAsync,
        ["kids"] = (app, child) => InModeAsync(app, child, "kids"),
        ["expert"] = ExpertAsync,
        ["next-child"] = NextChildAsync,
    };

    public static TheoryData<string> Names => [.. Ways.Keys];

    public static (string Key, string Value)[] SettingsFor(string state) => state switch
    {
        "practice" => [("Practice:Mode", "Always")],
        "busy" => [("Queue:Capacity", "0")],
        "door" => [("Access:Code", "meadow")],
        "class" or "class-wall" or "class-told" => [("Access:TeacherCode", ClassVisits.TeacherCode)],
        _ => [],
    };

    public static Task ReachAsync(string state, App app, Visitor child) => (Ways.GetValueOrDefault(state) ?? RareWays[state])(app, child);
}
