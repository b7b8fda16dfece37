using Interception.Server.Redis;
using Interception.Server.Settings;
using Interception.Tests.Support;

namespace Interception.Tests.Redis;

/// <summary>What an operator may write, and what is said of a slip.</summary>
public sealed class RedisOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("redis")]
    [InlineData("redis:6379")]
    [InlineData("redis:6379,password=s=cr,t,ssl=true")]
    [InlineData("127.0.0.1:6379,[::1]:6380")]
    public void A_connection_is_written_as_the_library_writes_it(string connection) =>
        Check(new() { Connection = connection }).Should().BeEmpty();

    [Theory]
    [InlineData("redis:many")]
    [InlineData("redis:99999")]
    [InlineData("redis:6379,pasword=secret")]
    [InlineData("redis://redis:6379")]
    [InlineData("what ever")]
    [InlineData("password=secret")]
    public void A_connection_that_cannot_be_read_is_refused_in_one_line_that_does_not_show_it(string connection) =>
        Check(new() { Connection = connection }).Should().Equal("Redis:Connection cannot be read: it must be like redis:6379 or redis:6379,password=secret.");

    [Fact]
    public void A_connection_may_lie_in_a_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "redis:6379,password=secret\n");

        Check(new() { ConnectionFile = file }).Should().BeEmpty();
        Check(new() { ConnectionFile = file, Connection = "redis" }).Should().Equal("Redis has Connection and ConnectionFile: one is enough.");
        File.Delete(file);
        Check(new() { ConnectionFile = file }).Should().Equal($"Redis:ConnectionFile is '{file}', which cannot be read.");
    }

    [Theory]
    [InlineData("school-1", true)]
    [InlineData("", false)]
    [InlineData("a{b}", false)]
    [InlineData("a b", false)]
    public void A_prefix_is_a_plain_word(string prefix, bool isOne) =>
        new SectionCheck<RedisOptions>("Redis").Validate(null, new() { Prefix = prefix }).Succeeded.Should().Be(isOne);

    [Fact]
    public void A_node_without_a_name_has_one_that_stays()
    {
        var node = new NodeOptions();
        node.GetName().Should().MatchRegex("-[a-z]{4}$").And.Be(node.GetName()).And.NotBe(new NodeOptions().GetName());
        new NodeOptions { Name = "left" }.GetName().Should().Be("left");
    }

    [Fact]
    public void Every_script_is_there() => Directory.GetFiles(Path.Combine(Repository.Root, "Server"), "*.lua", SearchOption.AllDirectories)
        .Select(file => new RedisScript(Path.GetFileNameWithoutExtension(file)).Text).Should().NotBeEmpty().And.OnlyContain(text => text.Length > 0);

    private static IEnumerable<string> Check(RedisOptions options) => new RedisOptionsCheck().Validate(null, options).Failures ?? [];
}
