using System.Text.Json;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Classroom;

/// <summary>A whole lesson of thirty children on a teacher's wire, with Look off: nothing that a child wrote is on it but what it offered, and what was opened.</summary>
public sealed partial class CanaryTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Children = 30;
    private const string Cry = "Ich will nicht mehr leben. canary-cry";

    private readonly App _app = ClassVisits.NewClass(null, ("Ollama:ParallelPerEndpoint", "30"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task With_look_off_a_teachers_wire_holds_no_word_of_a_child_but_offers_and_opened_alerts()
    {
        // What the model writes is a child's text, too: each gets one of its own.
        _app.Ollama.OnText(request => Number().Match(request.Body) is { Success: true } found ? Script.Tokens("canary-", $"piece-{found.Groups[1].Value}") : null);
        var wire = new System.Text.StringBuilder();
        await using var teacher = await _app.TeacherAsync(said =>
        {
            lock (wire) wire.Append(said);
        });
        await using var board = teacher.Board();

        var offered = await Task.WhenAll(Enumerable.Range(0, Children).Select(LearnAsync));
        await using var desperate = await _app.ChildAsync();
        await using var page = desperate.Classroom();
        await desperate.StartAsync(new { text = Cry });
        await board.ShowsAsync(shown => shown.Alerts.Count == 1 && shown.Offers.Count == 2);
        await board.ShowsAsync(ChildState.Blocked);
        foreach (var label in board.Children.Values.Select(child => child.Run!))
        {
            foreach (var stage in ContractStages.All)
            {
                (await Hubs.CodeOfAsync(async () => await teacher.StreamAsync<string>("StreamRun", label, stage, 0, Cancel).ToListAsync(Cancel)))
                    .Should().Be(Codes.AccessDenied);
            }
        }

        CanariesIn(wire).Should().BeEquivalentTo(offered.OfType<string>(), "only offers are on the wire");
        await teacher.SayAsync("OpenAlert", board.Alerts.Keys.Single());
        await board.ShowsAsync(shown => shown.Alerts.Values.Single().Opened);
        await teacher.SayAsync("EndLesson");
        await board.ShowsAsync(shown => shown.Lesson!.Ended);

        var canaries = CanariesIn(wire);
        output.WriteLine($"{board.Events.Count} events, {wire.Length:N0} characters: {string.Join(", ", canaries)}.");
        canaries.Should().BeEquivalentTo(offered.OfType<string>().Append("canary-cry"));
        Outside(wire).Should().BeEmpty("a canary stands in offers and alerts alone");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A child with an idea, rules and a revision of its own; every fifteenth offers its piece.</summary>
    private async Task<string?> LearnAsync(int n)
    {
        await using var child = await _app.ChildAsync();
        await using var page = child.Classroom();
        await page.WaitForAsync(_ => true);
        await child.SayAsync("RaiseHand", n % 7 == 0);
        var run = await child.StartAsync(new { text = $"canary-idea-{n}", rules = $"canary-rules-{n}" });
        await child.WaitForAsync<RunPause>(run.RunId);
        var isOffered = n % 15 == 0;
        await child.ContinueAsync(run.RunId, $"canary-revision-{n}");
        await child.EventsAsync(run.RunId);
        if (!isOffered) return null;
        await child.SayAsync("Offer", run.RunId);
        return $"canary-piece-{n}";
    }

    private static List<string> CanariesIn(System.Text.StringBuilder wire)
    {
        lock (wire) return [.. Canary().Matches(wire.ToString()).Select(found => found.Value).Distinct()];
    }

    /// <summary>Canaries in any other place of a frame than the text of an offer or an alert.</summary>
    private static IEnumerable<string> Outside(System.Text.StringBuilder wire) => wire.ToString().Split('\u001e', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(frame => Strings(JsonDocument.Parse(frame).RootElement, "")).Where(found => Canary().IsMatch(found.Text) && !Allowed().IsMatch(found.Path))
        .Select(found => found.Path);

    private static IEnumerable<(string Path, string Text)> Strings(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Strings(field.Value, $"{path}/{field.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, path)),
        JsonValueKind.String => [(path, element.GetString()!)],
        _ => [],
    };

    [GeneratedRegex(@"canary-\w+(-\d+)?")]
    private static partial Regex Canary();

    [GeneratedRegex(@"canary-(?:idea|revision)-(\d+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"/(offers?|alerts?)/text$")]
    private static partial Regex Allowed();
}
