using System.Text;
using Interception.Server.Generation.Streaming;
using Interception.Tests.Generation.Ollama;
using Interception.Tests.Support;

namespace Interception.Tests.Generation;

public class LineReaderTests
{
    public static TheoryData<string> Recorded => [.. RecordingTests.Recorded.Select(row => row.Data.Item1)];

    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\n\r\n \n\nb", "a|b")]
    [InlineData("\uFEFFa\nb\n", "a|b")]
    [InlineData("\uFEFF\n\na", "a")]
    [InlineData("", "")]
    [InlineData("\n", "")]
    [InlineData("ä🐈\n\u2028\n", "ä🐈|\u2028")]
    public async Task Lines_come_whole_however_they_are_cut(string sent, string lines)
    {
        var bytes = Encoding.UTF8.GetBytes(sent);
        foreach (var size in Enumerable.Range(1, Math.Max(1, bytes.Length)))
        {
            (await ReadAllAsync(new SlowStream(bytes, size))).Should().Equal(lines.Split('|', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Theory]
    [InlineData("a\rb\r", "a|b")]
    [InlineData("a\r\rb\n\nc\r\n\r\nd\r", "a||b||c||d")]
    [InlineData("\r\r\n\n\r", "|||")]
    [InlineData("\uFEFFa\r", "a")]
    [InlineData("a\rb", "a|b")]
    [InlineData("\n\ra\r\n", "||a")]
    public async Task A_line_of_events_ends_in_any_of_the_three_ways(string sent, string lines)
    {
        var bytes = Encoding.UTF8.GetBytes(sent);
        foreach (var size in Enumerable.Range(1, bytes.Length))
            (await ReadAllAsync(new SlowStream(bytes, size), ofEvents: true)).Should().Equal(lines.Split('|'), "{0} bytes at a time", size);
    }

    [Fact(Timeout = 5_000)]
    public async Task A_line_that_ends_in_a_carriage_return_is_read_before_anything_follows()
    {
        var reader = new LineReader(new SilentStream("data: a\r"u8.ToArray()), ofEvents: true);

        Encoding.UTF8.GetString((await reader.NextAsync(TestContext.Current.CancellationToken))!.Value.Span).Should().Be("data: a\r");
    }

    /// <summary>Whoever reads these lines never learns how they were cut.</summary>
    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_recorded_stream_cut_in_two_at_every_byte_has_the_same_lines(string name)
    {
        var (body, lines) = (ChatRecordings.Body(name), Recordings.Lines($"ollama/{name}").Length);
        for (var cut = 1; cut < body.Length; cut++)
        {
            var reader = new LineReader(new CutStream(body, cut));
            var (read, count) = (0, 0);
            while (await reader.NextAsync(TestContext.Current.CancellationToken) is { } line)
            {
                Assert.True(line.Span.SequenceEqual(body.AsSpan(read, line.Length)));
                (read, count) = (read + line.Length, count + 1);
            }

            (read, count).Should().Be((body.Length, lines), "cut at {0}", cut);
        }
    }

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(LineReader.LongestLine)]
    public async Task A_long_line_passes(int length)
    {
        var lines = await ReadAllAsync(new SlowStream(Encoding.UTF8.GetBytes($"a\n{new string('b', length)}\nc\n"), 1460));

        lines.Select(line => line.Length).Should().Equal(1, length, 1);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public async Task A_line_over_a_megabyte_fails(string end)
    {
        var stream = new SlowStream(Encoding.UTF8.GetBytes(new string('b', LineReader.LongestLine + 1) + end), 70_000);

        await FluentActions.Awaiting(() => ReadAllAsync(stream)).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Nothing_is_read_of_an_endless_line_beyond_the_megabyte_that_is_too_much()
    {
        var stream = new SlowStream(new byte[10 * LineReader.LongestLine], 70_000);

        await FluentActions.Awaiting(() => ReadAllAsync(stream)).Should().ThrowAsync<IOException>();

        stream.Position.Should().BeLessThanOrEqualTo(LineReader.LongestLine + 70_000);
    }

    private static async Task<List<string>> ReadAllAsync(Stream stream, bool ofEvents = false)
    {
        var reader = new LineReader(stream, ofEvents);
        var lines = new List<string>();
        while (await reader.NextAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(Encoding.UTF8.GetString(line.Span).TrimEnd('\r', '\n'));
        }

        return lines;
    }

    /// <summary>Gives its bytes and then neither more nor an end.</summary>
    private sealed class SilentStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length) await Task.Delay(Timeout.Infinite, cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }

    /// <summary>Gives so many bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
