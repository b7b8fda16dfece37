using Interception.Tests.Support;

namespace Interception.Tests.Deployment;

/// <summary>One of the files in <c>Server/docs/proxies</c>, and how a test starts the program that it is for.</summary>
/// <param name="File">Its name.</param>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Made of a folder of its own, the file in it, and its port.</param>
internal sealed record ProxyRecipe(string File, string Program, Func<string, string, int, string[]> Arguments)
{
    /// <summary>Where the server listens in a recipe, and where the proxy does.</summary>
    private const string ServersPort = "17801", OwnPort = "8080";

    /// <summary>What a test adds for a machine on which others run too; <c>RECIPE</c> stands for the file.</summary>
    public string Around { get; init; } = "RECIPE";

    /// <summary>Whether the continuous integration has the program; where it is not, the test says so.</summary>
    public bool IsEverywhere { get; init; }

    public static IReadOnlyDictionary<string, ProxyRecipe> All { get; } = new ProxyRecipe[]
    {
        new("nginx.conf", "nginx", (folder, file, _) => ["-e", "stderr", "-p", folder, "-c", file, "-g", $"daemon off; error_log stderr; pid {folder}/pid;"]) { IsEverywhere = true },
        new("lighttpd.conf", "lighttpd", (_, file, _) => ["-D", "-f", file]) { IsEverywhere = true },
        new("vite.config.js", "node", (_, file, _) => [Path.Combine(Npm.Folder, "node_modules", "vite", "bin", "vite.js"), "--host", "127.0.0.1", "--config", file]) { IsEverywhere = true },
        new("Caddyfile", "caddy", (_, file, _) => ["run", "--config", file, "--adapter", "caddyfile"]) { Around = "{\n  admin off\n}\nRECIPE" },
        new("haproxy.cfg", "haproxy", (_, file, _) => ["-db", "-f", file]),
        new("varnish.vcl", "varnishd", (folder, file, port) => ["-F", "-j", "none", "-n", folder, "-a", $"127.0.0.1:{port}", "-f", file]),
        new("apache.conf", "apache2", (_, file, _) => ["-D", "FOREGROUND", "-f", file])
        {
            Around = """
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
                LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
                LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
                ServerName localhost
                PidFile FOLDER/pid
                ErrorLog /dev/stderr
                RECIPE
                """,
        },
    }.ToDictionary(recipe => recipe.File);

    /// <summary>Finds the program.</summary>
    public string Find() => IsEverywhere ? Needs.Program(Program) : Needs.ProgramIfThere(Program);

    /// <summary>Its text, with the ports of a test.</summary>
    public string Text(int port, int server, string folder) => Around
        .Replace("RECIPE", Repository.Text($"Server/docs/proxies/{File}"), StringComparison.Ordinal)
        .Replace("FOLDER", folder, StringComparison.Ordinal)
        .Replace(ServersPort, $"{server}", StringComparison.Ordinal)
        .Replace(OwnPort, $"{port}", StringComparison.Ordinal);
}
