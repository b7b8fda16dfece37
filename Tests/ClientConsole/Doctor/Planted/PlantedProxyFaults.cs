using Interception.Client.Console.Doctor.Figures;
using Interception.Client.Console.Doctor.Reports;
using Interception.Tests.Deployment;
using Interception.Tests.Support;
using Interception.Tests.Support.Proxies;
using static Interception.Tests.ClientConsole.Doctor.Planted.PlantedSetup;

namespace Interception.Tests.ClientConsole.Doctor.Planted;

/// <summary>Faults between the server and who reads.</summary>
internal static class PlantedProxyFaults
{
    private const string Ignores = "proxy_ignore_headers X-Accel-Buffering;";

    public static IEnumerable<PlantedFault> All =>
    [
        new("lighttpd collects answers, its default", FaultKinds.HeldBack, () => BehindAsync(server => Lighttpd.StartAsync(server, Lighttpd.Upgrade), lighttpd => lighttpd.Address)),
        new("nginx buffers in spite of the header", FaultKinds.HeldBack, () => BehindNginxAsync("1.0", Ignores)),
        new("nginx buffers a few kB", FaultKinds.HeldBack, () => BehindNginxAsync("1.0", $"{Ignores} proxy_buffer_size {Random.Shared.Next(1, 5)}k;")),
        new("nginx compresses", FaultKinds.Compressed, () => BehindNginxAsync("1.1", $"proxy_hide_header Content-Encoding; gzip on; gzip_proxied any; gzip_types *; gzip_comp_level {Random.Shared.Next(1, 9)};")),
        new("a proxy strips the header before nginx", FaultKinds.HeldBack, StrippedAsync),
        new("a proxy cuts idle connections", FaultKinds.CutIdle, () => TroubledAsync(server => new TroubledProxy(server) { IdleLimit = Seconds(4, 7) })),
        new("a proxy delays each piece", FaultKinds.Delayed, () => TroubledAsync(server => new TroubledProxy(server) { Delay = Seconds(0.15, 0.6) })),
        new("a proxy cuts WebSockets", FaultKinds.NoWebSockets, () => TroubledAsync(server => new TroubledProxy(server) { SocketLimit = Seconds(0.5, 3) })),
        new("a filter refuses WebSockets", FaultKinds.NoWebSockets, () => FilteredAsync(Manner.Refuses, Manner.Passes)),
        new("a filter swallows WebSockets", FaultKinds.NoWebSockets, () => FilteredAsync(Manner.Mute, Manner.Passes)),
        new("a filter holds events", FaultKinds.HeldBack, () => FilteredAsync(Manner.Passes, Manner.Mute)),
        new("no proxy where one should be", FaultKinds.Unreachable, () => WithAsync(new App(), Nobody())),
    ];

    private static Task<DoctorReport> BehindNginxAsync(string version, string settings) =>
        BehindAsync(server => Nginx.StartAsync(server, version, settings), nginx => nginx.Address, "/workshop/");

    private static Task<DoctorReport> TroubledAsync(Func<Uri, TroubledProxy> plant) =>
        BehindAsync(server => Task.FromResult(plant(server)), proxy => proxy.Address);

    private static Task<DoctorReport> FilteredAsync(Manner sockets, Manner events) =>
        BehindAsync(server => FilteringProxy.StartAsync(server, sockets, events), filter => filter.Address);

    private static async Task<DoctorReport> StrippedAsync()
    {
        await using var app = new App(null, ("PathBase", "/workshop"));
        app.Ollama.OnText(_ => Usual);
        var server = app.Listen();
        await using var strips = new TroubledProxy(server) { Stripped = "X-Accel-Buffering: no" };
        await using var nginx = await Nginx.StartAsync(strips.Address, "1.0", "");
        return await ExamineAsync(new(server, "/workshop/"), [new(strips.Address, "/workshop/"), nginx.Address], app.Ollama.Address);
    }
}
