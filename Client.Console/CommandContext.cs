using System.Net;
using System.Text;
using Interception.Client.Console.Connection;
using Microsoft.AspNetCore.Http.Connections.Client;

namespace Interception.Client.Console;

/// <summary>Everything outside of this program that a command touches, so that a test can stand in for it.</summary>
internal sealed record CommandContext
{
    /// <summary>Where the code may stand, so that it is in no history of commands.</summary>
    public const string CodeVariable = "INTERCEPTION_CODE";

    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    /// <summary>Takes one line: why the command failed.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Somebody sits at the keyboard and can be asked.</summary>
    public bool PersonPresent { get; init; }

    /// <summary>What was written can be taken back.</summary>
    public bool Erasable { get; init; }

    /// <summary>The access code to show unless a command says another.</summary>
    public string? Code { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How connections reach the network.</summary>
    public Action<HttpConnectionOptions> Network { get; init; } = _ => { };

    /// <summary>Which transport came through last.</summary>
    public TransportMemory Transports { get; } = new();

    /// <summary>The same, for somebody who keeps the session from connection to connection.</summary>
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
