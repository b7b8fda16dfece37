using System.Text.Json;
using System.Text.Json.Serialization;
using Interception.Server.Delivery.Limits;
using Interception.Server.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Interception.Server.Delivery.Door;

/// <summary>Where a browser exchanges a code for a cookie, and gives it back.</summary>
internal static class DoorApi
{
    public static void MapDoor(this IEndpointRouteBuilder app)
    {
        var door = app.MapGroup("/api/door").WithMetadata(new Admits(Role.Nobody)).AddEndpointFilter<Problems>();
        door.MapPost("", EnterAsync);
        door.MapDelete("", Leave);
    }

    private static async Task<NoContent> EnterAsync(
        HttpContext http, AccessCodes codes, AccessCookie cookie, CancellationToken cancellationToken)
    {
        var shown = await Bodies.ReadAsync<Entry>(http, cancellationToken);
        if (shown.Unknown?.Keys.FirstOrDefault() is { } unknown) throw Texts.Unknown(unknown);
        var code = shown.Code ?? throw Texts.Refused("code", "is missing");
        cookie.Give(http, await codes.OpenAsync(code, Caller.Of(http), cancellationToken));
        return TypedResults.NoContent();
    }

    private static NoContent Leave(HttpContext http)
    {
        AccessCookie.Take(http);
        return TypedResults.NoContent();
    }

    private sealed record Entry
    {
        public string? Code { get; init; }

        [JsonExtensionData]
        public IDictionary<string, JsonElement>? Unknown { get; init; }
    }
}
