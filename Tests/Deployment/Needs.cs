namespace Interception.Tests.Deployment;

/// <summary>What a test needs of its machine. Without it the test is skipped with the reason, or fails where <c>CI=true</c>.</summary>
internal static class Needs
{
    /// <summary>A program.</summary>
    /// <returns>Where it lies.</returns>
    public static string Program(string name)
    {
        var program = Find(name);
        if (program is null) Without(Reason(name));
        return program!;
    }

    /// <summary>A program that the continuous integration need not have: there, too, the test is skipped without it.</summary>
    /// <returns>Where it lies.</returns>
    public static string ProgramIfThere(string name)
    {
        var program = Find(name);
        if (program is null) Assert.Skip(Reason(name));
        return program!;
    }

    /// <summary>A file, and how to come by it.</summary>
    public static void FileAt(string path, string way)
    {
        if (!File.Exists(path)) Without($"There is no {path} on this machine: {way}.");
    }

    /// <summary>Namespaces of one's own, and the right to become somebody else.</summary>
    public static void RootOnLinux()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Without("A sandbox as a container's is built by root on Linux.");
        foreach (var program in new[] { "unshare", "nsenter", "setpriv", "mount", "bash", "ip", "curl" }) Program(program);
    }

    /// <summary>The daemons' folder is not on everybody's path.</summary>
    private static IEnumerable<string> Folders() =>
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/sbin"];

    private static string? Find(string program) => Folders().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string Reason(string program) => $"There is no {program} on this machine.";

    private static void Without(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
