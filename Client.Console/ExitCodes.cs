namespace Interception.Client.Console;

/// <summary>The exit codes of all commands.</summary>
internal static class ExitCodes
{
    /// <summary>It did what it was asked, and all is well.</summary>
    public const int Well = 0;

    /// <summary>It failed, or found a fault; one line says which.</summary>
    public const int Failed = 1;

    /// <summary>The doctor cannot tell.</summary>
    public const int Unknown = 2;

    /// <summary>The shell's code for a program that Ctrl+C ended.</summary>
    public const int Interrupted = 130;
}
