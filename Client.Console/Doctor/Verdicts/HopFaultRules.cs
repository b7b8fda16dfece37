using System.Globalization;
using Interception.Client.Console.Doctor.Figures;
using static Interception.Client.Console.Doctor.Verdicts.DoctorWords;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>The address of a proxy does not answer.</summary>
internal sealed class ProxyUnreachableRule : IHopRule
{
    public DoctorVerdict? Judge(HopPair pair) => pair.Hop.Failure is { } why
        ? pair.Verdict(FaultKinds.Unreachable, $"The server does not answer through {Place(pair.Hop.At)} ({why.TrimEnd('.')}). Start the proxy there, and look at the address that it passes calls on to.")
        : null;
}

/// <summary>Event streams are compressed, and a compressor waits for more bytes.</summary>
internal sealed class CompressedRule : IHopRule
{
    public DoctorVerdict? Judge(HopPair pair) => pair.Hop.Encoding is { } packed && pair.Before?.Encoding is null
        ? pair.Verdict(FaultKinds.Compressed, $"Event streams are compressed ({packed}) {pair.Between}, which holds text back or may at any time. Leave text/event-stream out of the compression, and pass on the server's `Content-Encoding: identity`. In nginx: `gzip off;`.")
        : null;
}

/// <summary>Every piece is later, the last one too: nothing is held back, but everything is slow.</summary>
internal sealed class DelayedRule : IHopRule
{
    private const double Least = 100;

    public DoctorVerdict? Judge(HopPair pair)
    {
        StreamFigures[] through = [.. pair.Hop.Ticks.Where(stream => stream.IsWhole)];
        if (through.Length == 0 || through.Any(stream => stream.LeastLateMs is not >= Least)) return null;
        return pair.Verdict(FaultKinds.Delayed, $"Each piece comes {Seconds(through.Min(stream => stream.MedianLateMs!.Value))} later {pair.Between}. Look for a filter that looks through texts, or a slow line, and lead the server's address past it.");
    }
}

/// <summary>WebSockets are refused, swallowed or cut, while another transport works.</summary>
internal sealed class NoWebSocketsRule : IHopRule
{
    private const string Way = "WebSockets";

    public DoctorVerdict? Judge(HopPair pair)
    {
        var ticks = pair.Hop.Ticks.FirstOrDefault(stream => stream.Way == Way);
        if (ticks is null or { IsWhole: true } || !pair.Passed(Way) || !pair.Hop.Ticks.Any(stream => stream.IsWhole)) return null;
        return pair.Verdict(FaultKinds.NoWebSockets, $"WebSockets do not come through {pair.Between} ({ticks.Failure?.TrimEnd('.')}). In nginx: `proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;`. Without them clients fall back to slower ways.");
    }
}

/// <summary>The first piece is later and the gaps are shorter: the hop held text back.</summary>
internal sealed class HeldBackRule : IHopRule
{
    private const double ShareOfLate = 0.3;
    private const double LargeBurst = 0.5;
    private const int Enough = 8;

    public DoctorVerdict? Judge(HopPair pair) => pair.Hop.Streams.FirstOrDefault(stream => IsHeld(stream, pair)) is { } held
        ? pair.Verdict(FaultKinds.HeldBack, $"{Name(held)} are held back {pair.Between}: {What(held)}. In nginx: `proxy_buffering off;`; in lighttpd: `server.stream-response-body = 1`.")
        : null;

    private static bool IsHeld(StreamFigures stream, HopPair pair) => pair.Passed(stream.Way)
        && ((IsMute(stream) && pair.Hop.Ticks.Any(other => other.IsWhole))
            || (stream.Received >= Enough && stream.LateShare >= ShareOfLate && stream.LeastLateMs < StreamFigures.Noticeable)
            || (stream.What == "text" && stream.Sent >= Enough && stream.LargestBurst >= LargeBurst && stream.LateShare >= ShareOfLate));

    private static bool IsMute(StreamFigures stream) => stream is { What: "ticks", IsWhole: false, IsMute: true, Way: not "WebSockets" };

    private static string Name(StreamFigures held) => held.Way switch
    {
        "ServerSentEvents" => "Server-Sent Events",
        "LongPolling" => "Answers to Long Polling",
        StreamFigures.StageStream => "Stage streams",
        _ => held.Way,
    };

    private static string What(StreamFigures held) => IsMute(held)
        ? "they connect, and nothing comes"
        : string.Create(CultureInfo.InvariantCulture, $"{Percent(held.LateShare)} of {held.Received} pieces came late, {Math.Round(held.LargestBurst * held.Received)} of them in one burst, the first after {Seconds(held.FirstMs ?? 0)}");
}

/// <summary>Idle connections are cut after some seconds.</summary>
internal sealed class CutIdleRule : IHopRule
{
    public DoctorVerdict? Judge(HopPair pair)
    {
        var cut = pair.Hop.CutIdle.Where(way => pair.Before?.CutIdle.ContainsKey(way.Key) != true).ToList();
        if (cut.Count == 0) return null;
        return pair.Verdict(FaultKinds.CutIdle, string.Create(CultureInfo.InvariantCulture,
            $"A connection with nothing to say is cut after {cut.Min(way => way.Value):0.0} s {pair.Between} ({string.Join(", ", cut.Select(way => way.Key))}). Let it live for a minute. In nginx: `proxy_read_timeout 60s;`."));
    }
}
