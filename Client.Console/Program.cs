using Interception.Client.Console;

return await CommandLine.InvokeAsync(args, Surroundings.OfThisProcess(), CancellationToken.None);
