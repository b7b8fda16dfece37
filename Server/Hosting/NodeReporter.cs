using Interception.Server.Classroom.Board;
using Interception.Server.Classroom.Looking;
using Interception.Server.Classroom.Store;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Slots;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Microsoft.Extensions.Options;

namespace Interception.Server.Hosting;

/// <summary>What this node tells the others of itself.</summary>
internal sealed class NodeReporter(
    NodeIdentity here, EndpointSlots places, ReadinessReport readiness, IClassroomStore classroom, ClassroomViewers pages, WaitFigures waits,
    IOptions<OllamaOptions> ollama)
    : INodeReporter
{
    /// <summary>Places are counted once over all nodes, so all must mean the same ones, in the same order.</summary>
    private readonly NodeSetting[] _settings =
    [
        NodeSetting.Of("Ollama:Endpoints", List(ollama.Value.Endpoints, server => server.AbsoluteUri), List(ollama.Value.Endpoints, Shown)),
        NodeSetting.Of("Ollama:ParallelPerEndpoint", $"{ollama.Value.ParallelPerEndpoint}"),
    ];

    public NodeReport Read() => new(here, InfoApi.Version)
    {
        Settings = _settings,
        Working = places.Taken,
        // A page that opens in this moment is sent the class as this node knows it.
        ShownClass = Math.Min(classroom.Current.Version, pages.SeenByAll),
        PiecesPerSecond = waits.PiecesPerSecond(),
        Waits = waits.Read(),
        Missing = readiness.Missing(),
    };

    private static string List(Uri[] servers, Func<Uri, string> written) => string.Join(", ", servers.Select(written));

    /// <summary>Hides what may be a password.</summary>
    private static string Shown(Uri server) => server.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped).TrimEnd('/');
}
