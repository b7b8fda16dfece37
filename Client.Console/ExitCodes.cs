namespace Interception.Client.Console;

/// <summary>What a command says to a script.</summary>
internal static class ExitCodes
{
    /// <summary>It did what it was asked, and all is well.</summary>
    public const int Well = 0;

    /// <summary>It failed, or found a fault; one line says which.</summary>
    public const int Failed = 1;

    /// <summary>The doctor cannot tell.</summary>
    public const int Unknown = 2;

    /// <summary>What a shell says of a program that Ctrl+C ended.</summary>
    public const int Interrupted = 130;
}
