using Interception.Benchmarks;
using Interception.Benchmarks.Servers;

return args switch
{
    ["yarp", var model] => await YarpYardstick.RunAsync(model),
    ["hub", var model] => await HubYardstick.RunAsync(model),
    _ => await BenchmarkCommand.RunAsync(args),
};
