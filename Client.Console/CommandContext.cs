using System.Net;
using System.Text;
using Interception.Client.Console.Connection;
using Microsoft.AspNetCore.Http.Connections.Client;

namespace Interception.Client.Console;

/// <summary>Everything outside this program that a command uses, so that a test can replace it.</summary>
internal sealed record CommandContext
{
    /// <summary>The environment variable for the code, which keeps it out of the shell's history.</summary>
    public const string CodeVariable = "INTERCEPTION_CODE";

    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    /// <summary>Receives one line: why the command failed.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person at the keyboard can be asked.</summary>
    public bool PersonPresent { get; init; }

    /// <summary>Whether written text can be erased.</summary>
    public bool Erasable { get; init; }

    /// <summary>The access code, unless a command gives another one.</summary>
    public string? Code { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How connections reach the network.</summary>
    public Action<HttpConnectionOptions> Network { get; init; } = _ => { };

    /// <summary>The transport that worked last.</summary>
    public TransportMemory Transports { get; } = new();

    /// <summary>The same with a cookie container, for a client that keeps its session over several connections.</summary>
    public CommandContext WithCookies(CookieContainer cookies) => this with
    {
        Network = http =>
        {
            http.Cookies = cookies;
            Network(http);
        },
    };

    public static CommandContext OfThisProcess()
    {
        System.Console.OutputEncoding = Encoding.UTF8;
        return new()
        {
            In = System.Console.In,
            Out = System.Console.Out,
            Error = System.Console.Error,
            PersonPresent = !System.Console.IsInputRedirected,
            Erasable = !System.Console.IsOutputRedirected,
            Code = Environment.GetEnvironmentVariable(CodeVariable),
        };
    }
}
