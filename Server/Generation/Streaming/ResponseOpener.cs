namespace Interception.Server.Generation.Streaming;

/// <summary>The beginning of an answer: what breaks before it is one typed failure, and leaves no connection open.</summary>
internal static class ResponseOpener
{
    /// <summary>Waits for a response and does something with it; the response is the caller's only when that went well.</summary>
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
