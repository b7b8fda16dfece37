namespace Interception.Tests.Support.Ollama;

public sealed partial class ScriptedOllama
{
    /// <summary>The default answer to a text call: 60 tokens.</summary>
    public const string Text =
        "Behind the last house of the village a kite hangs in a pear tree. " +
        "Every evening the wind asks it where it would like to go. " +
        "The kite thinks of the sea, of ships and of warm yellow lamps. " +
        "Then it folds its paper wings and tells the sparrows a story instead, " +
        "until even the moon sits down to listen.";

    /// <summary><see cref="Text"/> as it comes, token by token.</summary>
    public static IReadOnlyList<string> Tokens { get; } = [.. Text.Split(' ').Select((word, n) => n == 0 ? word : " " + word)];

    /// <summary>All requests.</summary>
    public Calls Requests { get; } = new();

    /// <summary>Chat and generate calls for a text.</summary>
    public Calls TextCalls { get; } = new();

    /// <summary>Chat and generate calls for a verdict.</summary>
    public Calls VerdictCalls { get; } = new();

    /// <summary>Calls that only load or unload a model.</summary>
    public Calls LoadCalls { get; } = new();

    /// <summary>Answers calls by a rule; when it returns null, an older rule or the default answers.</summary>
    public void On(Func<OllamaRequest, Script?> rule) => _choices.Add(rule);

    /// <summary>Answers every request to a path, such as <c>/api/show</c>.</summary>
    public void On(string path, Func<OllamaRequest, Script?> rule) => On(request => request.Path == path ? rule(request) : null);

    /// <summary>Answers text and verdict calls.</summary>
    public void OnChat(Func<OllamaRequest, Script?> rule) =>
        On(request => request.Kind is CallKind.Text or CallKind.Verdict ? rule(request) : null);

    /// <summary>Answers text calls.</summary>
    public void OnText(Func<OllamaRequest, Script?> rule) => On(request => request.Kind is CallKind.Text ? rule(request) : null);

    /// <summary>Answers verdict calls.</summary>
    public void OnVerdict(Func<OllamaRequest, Script?> rule) => On(request => request.Kind is CallKind.Verdict ? rule(request) : null);

    /// <summary>Answers load calls instead of loading.</summary>
    public void OnLoad(Func<OllamaRequest, Script?> rule) => On(request => request.Kind is CallKind.Load ? rule(request) : null);

    /// <summary>Answers the next text calls, one script each.</summary>
    public void EnqueueText(params IEnumerable<Script> scripts) => _choices.Enqueue(CallKind.Text, scripts);

    /// <summary>Answers the next verdict calls, one script each.</summary>
    public void EnqueueVerdict(params IEnumerable<Script> scripts) => _choices.Enqueue(CallKind.Verdict, scripts);
}
