using System.Globalization;
using Interception.Client.Console;
using Interception.Client.Console.Doctor;
using Interception.Client.Console.Doctor.Reports;
using Interception.Tests.Deployment;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Proxies;

namespace Interception.Tests.ClientConsole.Doctor;

/// <summary>The long form: real programs with one fault each, parameters drawn anew each time. The doctor gets only addresses.</summary>
/// <remarks>Its table stands in the doctor's document. DOCTOR_ROUNDS says how often, DOCTOR_ONLY which.</remarks>
[Collection(typeof(Alone))]
public class PlantedFaultTests(ITestOutputHelper output)
{
    private readonly Random _random = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Dictionary<string, (string Kind, Func<Task<DoctorReport>> Examine)> Planted => new()
    {
        ["nothing: the server itself"] = ("well", () => WithAsync(new App(), [])),
        ["nothing: nginx set right"] = ("well", () => BehindNginxAsync("1.1", "")),
        ["nginx buffers in spite of the header"] = ("held-back", () => BehindNginxAsync("1.0", "proxy_ignore_headers X-Accel-Buffering;")),
        ["nginx buffers a few kB"] = ("held-back", () => BehindNginxAsync("1.0", $"proxy_ignore_headers X-Accel-Buffering; proxy_buffer_size {_random.Next(1, 5)}k;")),
        ["nginx compresses"] = ("compressed", () => BehindNginxAsync("1.1", $"proxy_hide_header Content-Encoding; gzip on; gzip_proxied any; gzip_types *; gzip_comp_level {_random.Next(1, 9)};")),
        ["a proxy strips the header before nginx"] = ("held-back", StrippedAsync),
        ["a proxy cuts idle connections"] = ("cut-idle", () => BehindAsync(server => new TroubledProxy(server) { IdleLimit = Seconds(4, 7) })),
        ["a proxy delays each piece"] = ("delayed", () => BehindAsync(server => new TroubledProxy(server) { Delay = Seconds(0.15, 0.6) })),
        ["a proxy cuts WebSockets"] = ("no-websockets", () => BehindAsync(server => new TroubledProxy(server) { SocketLimit = Seconds(0.5, 3) })),
        ["a filter refuses WebSockets"] = ("no-websockets", () => FilteredAsync(Manner.Refuses, Manner.Passes)),
        ["a filter swallows WebSockets"] = ("no-websockets", () => FilteredAsync(Manner.Mute, Manner.Passes)),
        ["a filter holds events"] = ("held-back", () => FilteredAsync(Manner.Passes, Manner.Mute)),
        ["a frozen model"] = ("frozen-model", () => WithModelAsync(_ => Script.Tokens(ScriptedOllama.Tokens.Take(_random.Next(2, 30))).ThenStall())),
        ["a slow model"] = ("slow-model", () => WithModelAsync(_ => Paced(Seconds(0.3, 1.2)))),
        ["a loading model"] = ("loading-model", LoadingAsync),
        ["a model that reads a long prompt"] = ("long-prompt", () => WithModelAsync(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(n => n == 0 ? Task.Delay(Seconds(6, 12), Cancel) : Task.Delay(30, Cancel)))),
        ["a model that thinks"] = ("thoughts", () => WithModelAsync(_ => Paced(Seconds(0.15, 0.4)).ThinkingFirst(Enumerable.Repeat("hm ", 200)))),
        ["two models push each other out"] = ("models-take-turns", TurnsAsync),
        ["an Ollama that works on one call at a time"] = ("ollama-queues", QueuesAsync),
        ["a full line"] = ("full-line", FullLineAsync),
        ["a wrong code"] = ("wrong-code", () => WithAsync(new App(null, ("Access:Code", "lighthouse")), [])),
        ["no model"] = ("not-ready", MissingAsync),
        ["nobody there"] = ("unreachable", () => ExamineAsync(new($"http://127.0.0.1:{LoopbackPort.FindFree()}"), [], null)),
    };

    [Fact(Explicit = true)]
    public async Task Each_planted_fault_is_named_every_time()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("DOCTOR_ROUNDS") ?? "10", CultureInfo.InvariantCulture);
        var only = Environment.GetEnvironmentVariable("DOCTOR_ONLY") ?? "";
        List<string> wrong = [];
        foreach (var (name, (kind, examine)) in Planted.Where(planted => planted.Key.Contains(only, StringComparison.Ordinal)))
        {
            List<string> named = [];
            for (var n = 0; n < rounds; n++) named.Add(await NameAsync(examine));
            var right = named.Count(each => each == kind);
            TestContext.Current.SendDiagnosticMessage($"| {name} | `{kind}` | {right} of {rounds} |");
            output.WriteLine($"| {name} | `{kind}` | {right} of {rounds} | {string.Join(", ", named.Where(each => each != kind).Distinct())}");
            if (right < rounds) wrong.Add(name);
        }
        wrong.Should().BeEmpty();
    }

    private static async Task<string> NameAsync(Func<Task<DoctorReport>> examine)
    {
        var report = await examine();
        return report.Fault?.Kind ?? report.Verdict;
    }

    private static Script Paced(TimeSpan between) => Script.Tokens(ScriptedOllama.Tokens).InLockStep(_ => Task.Delay(between, Cancel));

    private static Script Usual => Paced(TimeSpan.FromMilliseconds(40));

    private static Task<DoctorReport> ExamineAsync(Uri server, IReadOnlyList<Uri> vias, Uri? ollama)
    {
        var surroundings = new CommandContext { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null };
        return new DoctorExamination(surroundings, new(), new(surroundings, isPlain: true, isSilent: true)).ExamineAsync(new(server), vias, ollama, Cancel);
    }

    private TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + (most - least) * _random.NextDouble());

    private static async Task<DoctorReport> WithAsync(App app, IReadOnlyList<Uri> vias)
    {
        await using var _ = app;
        app.Ollama.OnText(_ => Usual);
        return await ExamineAsync(app.Listen(), vias, app.Ollama.Address);
    }

    private static async Task<DoctorReport> WithModelAsync(Func<OllamaRequest, Script> model)
    {
        await using var app = new App();
        app.Ollama.OnText(model);
        return await ExamineAsync(app.Listen(), [], app.Ollama.Address);
    }

    private static async Task<DoctorReport> BehindAsync(Func<Uri, TroubledProxy> plant)
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Usual);
        var server = app.Listen();
        await using var proxy = plant(server);
        return await ExamineAsync(server, [proxy.Address], app.Ollama.Address);
    }

    private static async Task<DoctorReport> FilteredAsync(Manner sockets, Manner events)
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Usual);
        var server = app.Listen();
        await using var proxy = await FilteringProxy.StartAsync(server, sockets, events);
        return await ExamineAsync(server, [proxy.Address], app.Ollama.Address);
    }

    private static async Task<DoctorReport> BehindNginxAsync(string version, string settings)
    {
        await using var app = new App(null, ("PathBase", "/workshop"));
        app.Ollama.OnText(_ => Usual);
        var server = app.Listen();
        await using var nginx = await Nginx.StartAsync(server, version, settings);
        return await ExamineAsync(new(server, "/workshop/"), [nginx.Address], app.Ollama.Address);
    }

    private static async Task<DoctorReport> StrippedAsync()
    {
        await using var app = new App(null, ("PathBase", "/workshop"));
        app.Ollama.OnText(_ => Usual);
        var server = app.Listen();
        await using var strips = new TroubledProxy(server) { Stripped = "X-Accel-Buffering: no" };
        await using var nginx = await Nginx.StartAsync(strips.Address, "1.0", "");
        return await ExamineAsync(new(server, "/workshop/"), [new(strips.Address, "/workshop/"), nginx.Address], app.Ollama.Address);
    }

    private async Task<DoctorReport> LoadingAsync()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Usual);
        var model = app.Ollama.Models["gpt-oss:20b"];
        model.Loaded = false;
        model.HoldLoad();
        var examining = ExamineAsync(app.Listen(), [], app.Ollama.Address);
        await app.Ollama.TextCalls.WaitFor(1);
        await Task.Delay(Seconds(4, 10), Cancel);
        model.FinishLoad();
        return await examining;
    }

    private static async Task<DoctorReport> TurnsAsync()
    {
        await using var app = new App(null, ("Models:Safety", "local/llama-guard3"));
        app.Ollama.Models.Add(new("llama-guard3") { Loaded = false });
        app.Ollama.OnVerdict(_ => Script.Raw("safe"));
        app.Ollama.OnText(_ => Usual);
        // Only one fits into memory.
        app.Ollama.OnChat(request =>
        {
            foreach (var model in app.Ollama.Models) model.Loaded = model.Name == ScriptedModel.WithTag(request.Model);
            return null;
        });
        return await ExamineAsync(app.Listen(), [], app.Ollama.Address);
    }

    private static async Task<DoctorReport> QueuesAsync()
    {
        await using var app = new App(null, new ScriptedOllama { Slots = 1 }, ("Ollama:ParallelPerEndpoint", "4"));
        app.Ollama.OnText(_ => Usual);
        return await ExamineAsync(app.Listen(), [], app.Ollama.Address);
    }

    private static async Task<DoctorReport> FullLineAsync()
    {
        await using var app = new App(null, ("Queue:Capacity", "3"));
        var server = app.Listen();
        await app.StartWritingAsync();
        for (var child = 0; child < 3; child++) await app.StartAsync();
        app.Ollama.OnText(_ => Usual);
        return await ExamineAsync(server, [], app.Ollama.Address);
    }

    private static async Task<DoctorReport> MissingAsync()
    {
        await using var app = new App(null, ("Models:Interception", "local/mistral"));
        return await ExamineAsync(app.Listen(), [], app.Ollama.Address);
    }
}
