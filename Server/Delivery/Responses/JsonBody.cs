using System.Text.Json;
using Interception.Server.Contracts;

namespace Interception.Server.Delivery.Responses;

/// <summary>Reads JSON bodies, and names the wrong field of an invalid one.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync<T>(EventStreamWriter.Camel, cancellationToken)
                ?? throw FieldValidation.Refused("body", "is null");
        }
        catch (JsonException e)
        {
            var field = e.Path?.TrimStart('$', '.');
            throw FieldValidation.Refused(string.IsNullOrEmpty(field) ? "body" : field, "is not of the right JSON type");
        }
        catch (Exception e) when (e is InvalidOperationException or BadHttpRequestException)
        {
            throw FieldValidation.Refused("body", "is not JSON with the content type application/json, or too large");
        }
        catch (IOException e)
        {
            // A caller who hangs up during the body causes no error.
            throw new OperationCanceledException("The client has left.", e);
        }
    }
}
