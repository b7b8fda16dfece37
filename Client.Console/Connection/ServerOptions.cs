using System.CommandLine;
using System.CommandLine.Parsing;

namespace Interception.Client.Console.Connection;

/// <summary>The options with which every command finds its server.</summary>
internal static class ServerOptions
{
    private static readonly Uri Default = new("http://localhost:17802");

    public static Option<Uri> Url() => new("--url")
    {
        Description = "The server, with its path base when it has one.",
        HelpName = "url",
        DefaultValueFactory = _ => Default,
        CustomParser = Parse,
    };

    /// <summary>The servers, for a command that goes to several nodes.</summary>
    public static Option<Uri[]> Urls() => new("--url")
    {
        Description = "The server, with its path base when it has one. Given several times: the nodes among which the children are spread.",
        HelpName = "url",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [Default],
        CustomParser = result => [.. result.Tokens.Select(token => ParseOne(result, "--url", token.Value)).OfType<Uri>()],
    };

    /// <summary>An optional address.</summary>
    public static Option<Uri?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "url",
        CustomParser = result => ParseOne(result, name, result.Tokens[0].Value),
    };

    /// <summary>Any number of addresses, in their order.</summary>
    public static Option<Uri[]?> Addresses(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "url",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => ParseOne(result, name, token.Value)).OfType<Uri>()],
    };

    public static Option<string?> Code() => new("--code")
    {
        Description = $"The access code, when the server asks for one. Default: the environment variable {CommandContext.CodeVariable}.",
        HelpName = "code",
    };

    public static Option<bool> Plain() => new("--plain")
    {
        Description = "Writes line after line, and nothing that moves or is taken back: for screen readers and files.",
    };

    public static Option<TransportKind?> Transport(string byDefault) => new("--transport")
    {
        Description = $"How to connect: websockets, sse or longpolling. {byDefault}",
        HelpName = "websockets|sse|longpolling",
        CustomParser = ParseTransport,
    };

    private static TransportKind? ParseTransport(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Equals("sse", StringComparison.OrdinalIgnoreCase)) return Connection.TransportKind.ServerSentEvents;
        if (Enum.TryParse<TransportKind>(text, ignoreCase: true, out var transport) && Enum.IsDefined(transport)) return transport;
        result.AddError($"--transport '{text}' is none of websockets, sse, longpolling.");
        return null;
    }

    private static Uri? Parse(ArgumentResult result) => ParseOne(result, "--url", result.Tokens[0].Value);

    private static Uri? ParseOne(ArgumentResult result, string name, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        result.AddError($"{name} '{text}' is not an address such as {Default}.");
        return null;
    }
}
