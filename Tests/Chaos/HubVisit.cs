using Interception.Server.Contracts;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Chaos;

/// <summary>A connection to the hub, by the client that .NET programs use.</summary>
internal sealed class HubVisit : IVisit
{
    private readonly HubConnection _hub;
    private readonly CancellationToken _over;

    private HubVisit(HubConnection hub, CancellationToken over)
    {
        _hub = hub;
        _over = over;
    }

    /// <summary>Connects.</summary>
    /// <param name="server">Where.</param>
    /// <param name="way">How.</param>
    /// <param name="over">Cancelled when the client has had enough of this connection.</param>
    public static async Task<IVisit> OpenAsync(Uri server, Way way, CancellationToken over)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(server, HubRoute.Path), http =>
        {
            http.Transports = Enum.Parse<HttpTransportType>(way.ToString());
            http.SkipNegotiation = way == Way.WebSockets;
            http.CloseTimeout = TimeSpan.FromMilliseconds(100);
        }).Build();
        try
        {
            await hub.StartAsync(over);
            return new HubVisit(hub, over);
        }
        catch
        {
            // Not awaited: over a stalled connection the client's farewell does not come back.
            _ = hub.DisposeAsync().AsTask();
            throw;
        }
    }

    public async Task<string> StartAsync(object request) =>
        (await SaidAsync(_hub.InvokeAsync<RunStarted>("StartRun", request, _over))).RunId;

    public Task ContinueAsync(string runId) => SaidAsync(_hub.InvokeAsync<object?>("ContinueRun", runId, null, _over));

    public Task StopAsync(string runId) => SaidAsync(_hub.InvokeAsync<object?>("StopRun", runId, _over));

    public IAsyncEnumerable<RunEvent> WatchAsync(string runId, long after) => Said(_hub.StreamAsync<RunEvent>("Watch", runId, after, _over));

    public IAsyncEnumerable<string> ReadAsync(string runId, Stage stage, int offset) =>
        Said(_hub.StreamAsync<string>($"Stream{stage}", runId, offset, _over));

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static async IAsyncEnumerable<T> Said<T>(IAsyncEnumerable<T> stream)
    {
        await using var items = stream.GetAsyncEnumerator();
        while (await SaidAsync(items.MoveNextAsync().AsTask())) yield return items.Current;
    }

    private static async Task<T> SaidAsync<T>(Task<T> answer)
    {
        try
        {
            return await answer;
        }
        catch (HubException said) when (!said.Message.StartsWith("The server closed the connection", StringComparison.Ordinal))
        {
            throw new SaidException(said.Code());
        }
    }
}
