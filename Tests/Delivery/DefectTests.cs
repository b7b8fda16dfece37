using System.Text.Json;
using Interception.Server.Delivery.Responses;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Delivery;

/// <summary>A defect of ours is a code, and nothing of what is inside.</summary>
public class DefectTests
{
    private const string Inside = "canary in C:\\secret";

    [Fact]
    public async Task A_defect_over_http_is_an_internal_problem_and_is_logged_without_its_message()
    {
        using var log = new Log();
        await using var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log))
            .AddSingleton<ExceptionTranslator>().AddSingleton<ProblemDetailsFilter>().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services, Response = { Body = new MemoryStream() } };

        var result = await services.GetRequiredService<ProblemDetailsFilter>()
            .InvokeAsync(EndpointFilterInvocationContext.Create(http), _ => throw new InvalidCastException(Inside));
        await ((IResult)result!).ExecuteAsync(http);

        http.Response.StatusCode.Should().Be(500);
        http.Response.Body.Position = 0;
        var problem = await JsonSerializer.DeserializeAsync<JsonElement>(http.Response.Body, cancellationToken: TestContext.Current.CancellationToken);
        problem.GetProperty("code").GetString().Should().Be("internal");
        problem.GetRawText().Should().NotContain("canary");
        log.Lines.Should().ContainSingle(line => line.Level == LogLevel.Error && line.Line.Contains(nameof(InvalidCastException)))
            .Which.Line.Should().NotContain("canary");
    }
}
