using Interception.Client.Console;

return await CommandLine.InvokeAsync(args, CommandContext.OfThisProcess(), CancellationToken.None);
