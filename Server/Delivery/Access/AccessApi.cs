using System.Text.Json;
using System.Text.Json.Serialization;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Responses;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Interception.Server.Delivery.Access;

/// <summary>Exchanges a code for a cookie, and takes the cookie back.</summary>
internal static class AccessApi
{
    public static void MapDoor(this IEndpointRouteBuilder app)
    {
        var door = app.MapGroup("/api/door").WithMetadata(new RequiresRole(AccessRole.Nobody)).AddEndpointFilter<ProblemDetailsFilter>();
        door.MapPost("", EnterAsync);
        door.MapDelete("", Leave);
    }

    private static async Task<NoContent> EnterAsync(
        HttpContext http, AccessCodes codes, AccessCookie cookie, CancellationToken cancellationToken)
    {
        var shown = await JsonBody.ReadAsync<AccessRequest>(http, cancellationToken);
        if (shown.Unknown?.Keys.FirstOrDefault() is { } unknown) throw FieldValidation.Unknown(unknown);
        var code = shown.Code ?? throw FieldValidation.Refused("code", "is missing");
        cookie.Give(http, await codes.OpenAsync(code, RunCaller.From(http), cancellationToken));
        return TypedResults.NoContent();
    }

    private static NoContent Leave(HttpContext http)
    {
        AccessCookie.Take(http);
        return TypedResults.NoContent();
    }

    private sealed record AccessRequest
    {
        public string? Code { get; init; }

        [JsonExtensionData]
        public IDictionary<string, JsonElement>? Unknown { get; init; }
    }
}
