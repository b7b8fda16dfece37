namespace Interception.Client.Console.Connection;

/// <summary>Gives every request a deadline, because a socket that the network lost reports no error.</summary>
internal sealed class RequestDeadlines(HttpMessageHandler network, TimeProvider time, Action negotiated) : DelegatingHandler(network)
{
    /// <summary>The deadline of one request.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    // A poll ends by itself after 10 s.
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(20);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var limit = request.Method == HttpMethod.Get ? LongestPoll : Deadline;
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var answer = await base.SendAsync(request, either.Token);
            if (answer.IsSuccessStatusCode && request.RequestUri!.AbsolutePath.EndsWith("/negotiate", StringComparison.Ordinal)) negotiated();
            return answer;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // SignalR would take a cancellation for the end of a poll, and poll again.
            throw new HttpRequestException($"there was no answer within {limit.TotalSeconds:0} s");
        }
    }
}
