using Interception.Server.Contracts;

namespace Interception.Tests.Cluster;

/// <summary>Resumes at nodes other than the one that writes, compared with what the model told.</summary>
internal static class ClusterResumes
{
    /// <summary>Reads runs again and again from offsets by chance, while they are written and after.</summary>
    /// <returns>How many characters differ.</returns>
    public static async Task<int> CountWrongAsync(ServerCluster cluster, int runs, int resumes, ITestOutputHelper output)
    {
        output.WriteLine($"The seed is {cluster.Model.Seed}.");
        var random = new Random(cluster.Model.Seed);
        var wrong = await Task.WhenAll(Enumerable.Range(0, runs).Select(n => CountWrongAsync(cluster, random.Next(), n % cluster.Nodes.Count, resumes / runs)));
        output.WriteLine($"{resumes / runs * runs} resumes at other nodes: {wrong.Sum()} characters differ");
        return wrong.Sum();
    }

    private static async Task<int> CountWrongAsync(ServerCluster cluster, int seed, int writer, int resumes)
    {
        var random = new Random(seed);
        var run = cluster.Model.NextRun(TimeSpan.FromMilliseconds(15));
        var id = await cluster[writer].Http.StartAsync(run);
        var own = StageReading.Begin(cluster[writer].Http, id, Stage.Interception);
        var readings = new List<(int Offset, StageReading Reading)>();
        while (readings.Count < resumes)
        {
            var offset = Cut(own.Text, random);
            var other = cluster[(writer + random.Next(1, cluster.Nodes.Count)) % cluster.Nodes.Count];
            readings.Add((offset, StageReading.Begin(other.Http, id, Stage.Interception, offset)));
            await Task.Delay(random.Next(40), TestContext.Current.CancellationToken);
        }

        await Task.WhenAll(readings.Select(one => one.Reading.Done).Append(own.Done));
        var told = cluster.Model.Told(run, Stage.Interception).Single();
        return Wrong(told, own) + readings.Sum(one => Wrong(told[one.Offset..], one.Reading));
    }

    /// <summary>An offset that the reader may have been at: never between the halves of a character.</summary>
    private static int Cut(string text, Random random)
    {
        var offset = random.Next(text.Length + 1);
        return offset > 0 && offset < text.Length && char.IsLowSurrogate(text[offset]) ? offset - 1 : offset;
    }

    private static int Wrong(string told, StageReading reading) => reading.Ending == "complete"
        ? told.Zip(reading.Text).Count(pair => pair.First != pair.Second) + Math.Abs(told.Length - reading.Text.Length)
        : Math.Max(1, told.Length);
}
