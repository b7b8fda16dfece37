using Interception.Server.Hosting;
using Interception.Tests.Cluster;
using Interception.Tests.Support;

namespace Interception.Tests.Deployment;

/// <summary>Holds docker-compose.scale.yml, the file below it, nginx's file and the code together.</summary>
public class ScaleComposeTests
{
    private readonly ComposeFile _one = ComposeFile.Read();
    private readonly ComposeFile _scale = ComposeFile.ReadFile("docker-compose.scale.yml");

    private IEnumerable<KeyValuePair<string, ComposeService>> Nodes => _scale.Services.Where(service => service.Key.StartsWith("server", StringComparison.Ordinal));

    private ComposeService Store => _scale.Services["store"];

    private ComposeService Nginx => _scale.Services["nginx"];

    [Fact]
    public void There_are_three_servers_that_differ_in_their_names_alone()
    {
        Nodes.Should().HaveCount(3);
        Nodes.Should().OnlyContain(node => node.Value.Hostname == node.Key, "the name of a node begins with its machine's");
        Nodes.Select(node => node.Value.Environment).Should().AllBeEquivalentTo(Nodes.First().Value.Environment);
        // The first is the one of the other file.
        _one.Services.Should().ContainKey("server");
        Nodes.Skip(1).Should().OnlyContain(node => node.Value.Extends!["file"] == "docker-compose.yml" && node.Value.Extends["service"] == "server");
    }

    [Fact]
    public void Every_node_waits_for_the_store_and_shares_it()
    {
        Nodes.Should().OnlyContain(node => node.Value.DependsOn["store"]["condition"] == "service_healthy");
        Nodes.Should().OnlyContain(node => node.Value.Environment["Redis__Connection"] == "store:6379");
    }

    [Fact]
    public void The_store_has_no_disk_and_forgets_nothing_by_itself()
    {
        Store.Image.Should().StartWith("valkey/valkey:");
        Store.Command.Should().ContainInConsecutiveOrder("--save", "").And.ContainInConsecutiveOrder("--appendonly", "no")
            .And.ContainInConsecutiveOrder("--maxmemory-policy", "noeviction");
        Store.Volumes.Should().BeEmpty();
        Store.ReadOnly.Should().BeTrue();
        Store.Ports.Should().BeEmpty("it is the servers' alone");
    }

    [Fact]
    public void The_tablets_come_to_nginx_and_to_no_server()
    {
        Nginx.Ports.Should().Equal($"{ServerHost.ProductionPort}:8080");
        Nodes.Should().OnlyContain(node => node.Value.Ports.Count == 0);
        // Lists are joined by Compose, unless the later file says otherwise.
        Repository.Text("docker-compose.scale.yml").Split("ports: !reset []").Should().HaveCount(4);
    }

    [Fact]
    public void Nginx_reads_the_file_that_the_tests_run_and_knows_all_servers()
    {
        Nginx.Volumes.Should().Equal($"./{ClusterFront.File}:/etc/nginx/nginx.conf:ro");
        Nginx.Command.Should().ContainInConsecutiveOrder("-c", "/etc/nginx/nginx.conf");
        var text = Repository.Text(ClusterFront.File);

        text.Should().Contain("listen 8080;");
        foreach (var node in Nodes) text.Should().Contain($"server {node.Key}:{ServerHost.ProductionPort} ");
        Nginx.DependsOn.Keys.Should().BeEquivalentTo(Nodes.Select(node => node.Key));
    }

    [Fact]
    public void Nobody_has_more_rights_than_needed_and_every_image_is_pinned()
    {
        var own = _scale.Services.Values.Where(service => service.Image is not null).ToList();

        own.Should().HaveCount(2).And.OnlyContain(service => service.ReadOnly && service.CapDrop.Contains("ALL") && service.SecurityOpt.Contains("no-new-privileges:true"));
        own.Should().OnlyContain(service => char.IsDigit(service.Image!.Split(':')[1][0]));
    }

    [Fact]
    public void The_script_restarts_the_servers_of_the_file()
    {
        var script = Repository.Text("Server/docs/scale/rolling-restart.sh");

        script.Should().Contain($"set -- {string.Join(' ', Nodes.Select(node => node.Key))}\n");
        script.Should().Contain("docker compose -f docker-compose.yml -f docker-compose.scale.yml").And.Contain($"/dev/tcp/localhost/{ServerHost.ProductionPort} ");
        script.Should().Contain($"nginx {string.Join(' ', Nginx.Command.Take(4))} -s reload");
    }
}
