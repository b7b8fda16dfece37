using System.Diagnostics;

namespace Interception.Tests.Settings;

/// <summary>What an operator sees who has slipped: one readable line, and the server does not start.</summary>
public class RefusedStartTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("--Queue:Capacity=-1", "Queue:Capacity is '-1', but must be between 0 and 100000.")]
    [InlineData("--Queue:Capacity=many", "Queue:Capacity is 'many', but must be a whole number.")]
    [InlineData("--Queue:Capacty=1", "Queue:Capacty is not known; Queue has Capacity, MaxWait.")]
    [InlineData("--Runs:Retention=soon", "Runs:Retention is 'soon', but must be a time such as 00:02:00.")]
    [InlineData("--Limits:StartsPerMinute=0", "Limits:StartsPerMinute is '0', but must be between 1 and 100000.")]
    [InlineData("--Cors:AllowedOrigins:0=https://school.example/page", "Cors:AllowedOrigins is 'https://school.example/page', but must be origins such as https://school.example, with nothing after the port.")]
    [InlineData("--Safety:Level=Off", "Safety:Level is 'Off', but must be one of Kids, Youth, Adult, Research.")]
    [InlineData("--Safety:TermsFolder=/nowhere", "Safety:TermsFolder is '/nowhere', but there is no such folder.")]
    [InlineData("--Practice:Mode=Sometimes", "Practice:Mode is 'Sometimes', but must be one of Auto, Always, Never.")]
    [InlineData("--TextStreaming:Enabled=maybe", "TextStreaming:Enabled is 'maybe', but must be true or false.")]
    [InlineData("--Ollama:Endpoints:0=gopher://gpu", "Ollama:Endpoints is 'gopher://gpu*")]
    [InlineData("--Ollama:ContextLength=512", "Ollama:ContextLength is '512', but the safety model's own instructions and its answer need * tokens: it must be between * and 1048576.")]
    [InlineData("--Models:Output=mistral/large", "*mistral*Privacy:LocalOnly*")]
    [InlineData("--PathBase=workshop/", "PathBase is 'workshop/', but must be empty or a path such as /workshop, with no slash at its end.")]
    [InlineData("--Access:TeacherCode=short", "Access:TeacherCode must be 8 to 64 letters and digits without accents.")]
    [InlineData("--AllowedHosts=http://school.example", "AllowedHosts is 'http://school.example', but must be names such as school.example or *.school.example, with ; between them and no ports.")]
    [InlineData("--Ollma:Endpoints:0=http://gpu", "The section Ollma is not known; there are *Ollama*.")]
    public async Task A_wrong_setting_stops_the_start_with_one_readable_line(string argument, string why)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var server = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Interception.Server.dll"), "--urls", "http://127.0.0.1:0", argument])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;

        var said = await server.StandardError.ReadToEndAsync(cancellationToken);
        await server.WaitForExitAsync(cancellationToken);

        said.TrimEnd().Should().Match("The server did not start: " + why).And.NotContain("\n");
        server.ExitCode.Should().Be(1);
    }
}
