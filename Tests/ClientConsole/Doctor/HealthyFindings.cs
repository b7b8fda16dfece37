using Interception.Client.Console.Doctor.Figures;

namespace Interception.Tests.ClientConsole.Doctor;

/// <summary>What the doctor measures where all is well: a model, a server, a proxy. Tests change one figure of it.</summary>
internal static class HealthyFindings
{
    public static readonly Uri Ollama = new("http://127.0.0.1:11434");
    public static readonly Uri Server = new("http://127.0.0.1:17801");
    public static readonly Uri Proxy = new("http://192.168.0.10:8080");

    public static readonly CallFigures Call = new("gpt-oss:20b")
    {
        WasInMemory = true, IsInMemory = true, FirstLineMs = 350, Words = 60, BeganAt = 1_000, EndedAt = 3_000,
        TotalMs = 2_400, LoadMs = 80, PromptMs = 270, PromptTokens = 40, WriteMs = 2_040, WrittenTokens = 64,
    };

    public static DoctorFindings All { get; } = new(
        new(Ollama) { Version = "0.32.15", Models = ["gpt-oss:20b"], InMemory = ["gpt-oss:20b"], Call = Call, AtOnce = [At(0, 600), At(20, 610)] },
        new() { Version = "0.1.0", Voice = "ollama", IsReady = true, Models = ["gpt-oss:20b"], Places = 2, Waiting = 0 },
        new() { IsServed = true, ReadingMs = 400, WritingMs = 4_000, Characters = 400, Pieces = 80, WaitedMs = 3 },
        [Hop(HopKind.Server, Server), Hop(HopKind.Proxy, Proxy)]);

    /// <summary>One of several calls at once.</summary>
    public static CallFigures At(double began, double ended) => Call with { BeganAt = began, EndedAt = ended };

    /// <summary>A way that comes at the pace of its ticks, so much late at least and in the middle.</summary>
    public static StreamFigures Stream(string way, string what = "ticks", double least = 0, double median = 2, double late = 0) => new StreamFigures(way, what)
    {
        Sent = 60, Received = 60, IsWhole = true, FirstMs = 4, GapMedianMs = 80, GapP99Ms = 95, GapLongestMs = 95, LargestBurst = 0.02,
        LeastLateMs = least, MedianLateMs = median, LateShare = late,
    };

    public static DoctorFindings With(Func<HopFigures, HopFigures> proxy) => All with { Hops = [All.Hops[0], proxy(All.Hops[1])] };

    /// <summary>The proxy's streams, one of them changed.</summary>
    public static DoctorFindings With(string way, string what, Func<StreamFigures, StreamFigures> change) =>
        With(proxy => proxy with { Streams = [.. proxy.Streams.Select(stream => stream.Way == way && stream.What == what ? change(stream) : stream)] });

    private static HopFigures Hop(HopKind kind, Uri at) => new(kind, at)
    {
        RoundTripMs = 2,
        SentLateP90Ms = 3,
        Streams =
        [
            Stream("WebSockets"), Stream("ServerSentEvents"), Stream("LongPolling"),
            Stream("WebSockets", "text"), Stream("ServerSentEvents", "text"), Stream("LongPolling", "text"), Stream("stage stream", "text"),
        ],
    };
}
