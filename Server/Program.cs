using Interception.Server.Classroom;
using Interception.Server.Delivery;
using Interception.Server.Generation;
using Interception.Server.Hosting;
using Interception.Server.Pipeline;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Server.Runs;
using Interception.Server.Safety;
using Interception.Server.Sharing;

return await ServerHost.RunAsync(args,
    builder => builder.Services
        .AddRedis()
        .AddNodes()
        .AddGeneration()
        .AddSafety()
        .AddPipeline()
        .AddRuns()
        .AddClassroom()
        .AddSharing()
        .AddDelivery()
        .AddTelemetry(builder.Configuration),
    app => app.MapDelivery());
