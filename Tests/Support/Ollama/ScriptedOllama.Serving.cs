using System.Net.Sockets;

namespace Interception.Tests.Support.Ollama;

public sealed partial class ScriptedOllama
{
    private async Task ServeAsync(Connection connection)
    {
        try
        {
            while (await connection.Requests.ReadAsync() is { } request)
                if (await AnswerAsync(request, connection)) break;
            if (!connection.IsOver) connection.Finish();
        }
        catch (Exception e) when (e is SocketException || connection.IsOver)
        {
            // The client left, or Ollama was taken down.
        }
        catch
        {
            connection.Reset();
            throw;
        }
        finally
        {
            await connection.GoneAsync();
        }
    }

    private async Task<bool> AnswerAsync(OllamaRequest request, Connection connection)
    {
        try
        {
            var refusal = _endpoints.Refusal(request);
            // Takes its place in the queue before a test can know of the request and send the next one.
            var turn = refusal is null ? TurnAsync(request, connection.Over) : Task.FromResult<IDisposable?>(null);
            Record(request);
            var script = refusal ?? _choices.For(request) ?? _endpoints.Answer(request);
            using var slot = await turn;
            var reply = new Reply(connection, request, script);
            await script.PlayAsync(reply);
            return reply.Closes;
        }
        finally
        {
            request.Complete();
        }
    }

    private async Task<IDisposable?> TurnAsync(OllamaRequest request, CancellationToken connectionOver)
    {
        if (request.Kind is not (CallKind.Text or CallKind.Verdict)) return null;
        await Models[request.Model].LoadAsync(connectionOver);
        return await _slots.AcquireAsync(1, connectionOver);
    }

    private void Record(OllamaRequest request)
    {
        lock (Requests)
        {
            request.Number = Requests.Count + 1;
            Requests.Add(request);
            if (request.Kind is CallKind.Text) TextCalls.Add(request);
            if (request.Kind is CallKind.Verdict) VerdictCalls.Add(request);
            if (request.Kind is CallKind.Load) LoadCalls.Add(request);
        }
    }
}
