namespace Interception.Server.Generation.Streaming;

/// <summary>Opens a response: a failure before it becomes one typed exception, and leaves no connection open.</summary>
internal static class ResponseOpener
{
    /// <summary>Waits for a response and uses it; the caller owns the response only when that succeeds.</summary>
    public static async ValueTask<T> OfAsync<T>(Task<HttpResponseMessage> sent, Func<HttpResponseMessage, ValueTask<T>> admit)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await sent;
            return await admit(response);
        }
        catch (Exception failure)
        {
            response?.Dispose();
            if (failure is HttpRequestException or IOException)
            {
                throw failure.InnerException as GenerationException
                    ?? new GenerationException(GenerationFailure.Unavailable, failure.Message, failure);
            }

            throw;
        }
    }
}
