using Interception.Server.Generation;
using Interception.Server.Hosting;
using Interception.Server.Settings;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Deployment;

/// <summary>Holds docker-compose.yml and the code together.</summary>
public class ComposeTests
{
    /// <summary>Says what Ollama's own command says, of models that can write unless their name says otherwise.</summary>
    private const string OllamaCommand = """
        #!/bin/sh
        case "$1" in
          list) echo "NAME ID SIZE MODIFIED"; for name in $PRESENT; do echo "$name  6a07  1 GB  2 weeks ago"; done;;
          show) case " $PRESENT " in *" $2 "*) case "$2" in *minilm*) echo "  embedding";; *) echo "  completion";; esac;; *) exit 1;; esac;;
          pull) echo "pull $2";;
        esac
        """;

    private readonly ComposeFile _compose = ComposeFile.Read();

    private ComposeService Server => _compose.Services["server"];

    private ComposeService Ollama => _compose.Services["ollama"];

    private ComposeService Model => _compose.Services["model"];

    [Fact]
    public async Task Every_key_of_the_server_is_one_that_it_reads()
    {
        await using var app = new App();
        var keys = app.Services.GetServices<OptionsSection>()
            .SelectMany(section => section.Options.GetProperties().Select(key => $"{section.Name}__{key.Name}"))
            .Append("AllowedHosts").Append(TelemetrySetup.Endpoint);

        Server.Environment.Keys.Select(key => string.Join("__", key.Split("__").Take(2))).Should().BeSubsetOf(keys);
    }

    [Fact]
    public void The_port_on_the_tablets_is_the_one_where_the_server_listens_and_Ollama_is_nobody_elses()
    {
        Server.Ports.Should().Equal($"{ServerHost.ProductionPort}:{ServerHost.ProductionPort}");
        Server.Healthcheck!.Test[^1].Should().Contain($"/dev/tcp/localhost/{ServerHost.ProductionPort} ");
        Repository.Text("Server/Dockerfile").Should().Contain($"EXPOSE {ServerHost.ProductionPort}\n");
        Ollama.Ports.Should().BeEmpty();
    }

    [Theory, InlineData("1"), InlineData("8")]
    public void Server_and_Ollama_work_on_the_same_number_of_runs(string parallel)
    {
        var services = ComposeFile.Read(("PARALLEL", parallel)).Services;

        services["server"].Environment["Ollama__ParallelPerEndpoint"].Should().Be(parallel);
        services["ollama"].Environment["OLLAMA_NUM_PARALLEL"].Should().Be(parallel);
    }

    [Fact]
    public void The_model_that_is_fetched_is_the_one_that_is_used()
    {
        var services = ComposeFile.Read(("MODEL", "llama3.2:3b")).Services;

        services["model"].Environment["MODEL"].Should().Be("llama3.2:3b");
        ModelsOf(services["server"]).Should().HaveCount(3).And.OnlyContain(value => value == "llama3.2:3b");
    }

    [Fact]
    public void Where_no_model_is_named_the_choice_is_the_servers_and_the_judge_always_is()
    {
        ModelsOf(Server).Should().HaveCount(3).And.OnlyContain(value => value == ModelOptions.Auto);
        Server.Environment.Should().NotContainKey("Models__Safety");
        Model.Environment["MODEL"].Should().BeEmpty();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("", "", "gpt-oss:20b")]
    [InlineData("", "llama-guard3:1b all-minilm:latest", "gpt-oss:20b")]
    [InlineData("", "all-minilm:latest bird:1b", "")]
    [InlineData("bird:1b", "bird:1b", "")]
    [InlineData("bird:1b", "gpt-oss:20b", "bird:1b")]
    public async Task One_model_is_fetched_where_the_wanted_one_or_any_that_can_write_is_missing(string wanted, string present, string fetched)
    {
        Needs.RootOnLinux();
        var folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "ollama"), OllamaCommand, TestContext.Current.CancellationToken);
        await ChildProcess.RunAsync("chmod", "+x", Path.Combine(folder, "ollama"));

        var said = await ChildProcess.RunAsync(
            ["env", $"PATH={folder}:/usr/bin:/bin", $"MODEL={wanted}", $"PRESENT={present}", .. Model.Entrypoint, .. Model.Command]);

        said.Trim().Should().Be(fetched.Length == 0 ? "" : $"pull {fetched}");
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string> ModelsOf(ComposeService server) =>
        server.Environment.Where(value => value.Key.StartsWith("Models__", StringComparison.Ordinal)).Select(value => value.Value);

    [Fact]
    public void Server_and_Ollama_agree_on_context_and_on_how_long_a_model_stays()
    {
        Ollama.Environment["OLLAMA_CONTEXT_LENGTH"].Should().Be(Server.Environment["Ollama__ContextLength"]);
        Ollama.Environment["OLLAMA_KEEP_ALIVE"].Should().Be(Server.Environment["Ollama__KeepAlive"]);
    }

    [Fact]
    public void The_server_waits_for_Ollama_and_for_the_model_and_never_practises()
    {
        Server.DependsOn["ollama"]["condition"].Should().Be("service_healthy");
        Server.DependsOn["model"]["condition"].Should().Be("service_completed_successfully");
        Model.DependsOn["ollama"]["condition"].Should().Be("service_healthy");
        Model.Restart.Should().Be("no");
        Server.Environment["Practice__Mode"].Should().Be("Never");
        new Uri(Server.Environment["Ollama__Endpoints__0"]).Host.Should().Be("ollama");
        new Uri(Model.Environment["OLLAMA_HOST"]).Host.Should().Be("ollama");
    }

    [Fact]
    public void Models_outlive_their_container()
    {
        var volume = Ollama.Volumes.Should().ContainSingle().Which.Split(':');

        _compose.Volumes.Should().ContainKey(volume[0]);
        volume[1].Should().Be("/root/.ollama");
    }

    [Fact]
    public void The_server_is_nobody_and_can_write_nothing_but_its_temporary_folder()
    {
        Server.User.Should().Be($"{Container.User}:{Container.User}");
        Server.ReadOnly.Should().BeTrue();
        Server.Tmpfs.Should().Equal("/tmp");
        Server.Volumes.Should().BeEmpty();
        _compose.Services.Values.Should().OnlyContain(service =>
            service.CapDrop.Contains("ALL") && service.SecurityOpt.Contains("no-new-privileges:true"));
    }

    [Fact]
    public void The_image_is_built_as_the_tests_publish_and_does_not_run_as_root()
    {
        var dockerfile = Repository.Text("Server/Dockerfile").Split('\n');

        File.Exists(Path.Combine(Repository.Root, Server.Build!["dockerfile"])).Should().BeTrue();
        dockerfile.Should().Contain($"RUN dotnet {Published.AsInTheImage} -o /app");
        dockerfile.Should().Contain("ENV ASPNETCORE_HTTP_PORTS=", "the base image says 8080");
        dockerfile.Should().Contain("""ENTRYPOINT ["dotnet", "Interception.Server.dll"]""");
        dockerfile.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)).Should().Be("USER $APP_UID");
    }

    [Fact]
    public void Every_image_is_pinned()
    {
        var images = Repository.Text("Server/Dockerfile").Split('\n').Where(line => line.StartsWith("FROM ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[1]).Concat(_compose.Services.Values.Select(service => service.Image).OfType<string>());

        images.Should().OnlyContain(image => image.Contains(':', StringComparison.Ordinal) && char.IsDigit(image.Split(':')[1][0]));
    }

    [Fact]
    public void Every_file_that_the_image_is_built_from_reaches_the_build()
    {
        var sent = Repository.Text(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]);
        var copied = Repository.Text("Server/Dockerfile").Split('\n')
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]);

        copied.Should().OnlyContain(path => Path.Exists(Path.Combine(Repository.Root, path)));
        copied.Select(path => path.Replace("Build", "*", StringComparison.Ordinal).Replace("Packages", "*", StringComparison.Ordinal).Split('/')[0])
            .Distinct().Should().BeEquivalentTo(sent);
    }
}
