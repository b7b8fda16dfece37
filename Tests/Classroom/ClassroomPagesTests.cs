using Interception.Server.Classroom;
using Interception.Server.Classroom.Store;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Tests.Redis.Nodes;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Classroom;

/// <summary>How many pages of a child are open, over all nodes, whatever becomes of them.</summary>
public class ClassroomPagesTests
{
    private static readonly NodeIdentity Here = new("here", "1"), There = new("there", "1");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly MemoryClassroomStore _store = new();
    private readonly NodeStatus _here = new(), _there = new();
    private readonly ClassroomPages _pages, _others;

    public ClassroomPagesTests()
    {
        _pages = new(_store, new PlayedNodes(Here), _here, _time);
        _others = new(_store, new PlayedNodes(There), _there, _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ChildRecord Child => _store.Current.Children["child"];

    [Fact(Timeout = 5_000)]
    public async Task The_pages_of_a_dead_node_are_gone_with_it_and_the_child_was_there_until_then()
    {
        await _others.OpenAsync("child");
        await _pages.OpenAsync("child");
        await _others.OpenAsync("child");
        Child.OpenPages.Should().Be(3);
        _time.Advance(TimeSpan.FromHours(1));

        Sees(_here, isCertain: false, Here);
        await _pages.TidyAsync();
        Child.OpenPages.Should().Be(3, "it may only not have been able to say that it lives");
        Sees(_here, isCertain: true, Here);
        await _pages.TidyAsync();

        Child.OpenPages.Should().Be(1);
        Child.SeenAt.Should().Be(_time.GetUtcNow().ToUnixTimeMilliseconds());
        await _pages.CloseAsync("child");
        Child.OpenPages.Should().Be(0);
    }

    [Fact(Timeout = 5_000)]
    public async Task A_node_that_was_taken_for_dead_puts_its_own_pages_back_and_no_others()
    {
        await _others.OpenAsync("child");
        await _pages.OpenAsync("child");
        Sees(_here, isCertain: true, Here);
        await _pages.TidyAsync();
        Child.OpenPages.Should().Be(1);

        Sees(_there, isCertain: true, Here, There);
        await _others.TidyAsync();
        Child.OpenPages.Should().Be(2);
        var version = _store.Current.Version;
        Sees(_here, isCertain: true, Here, There);
        await _pages.TidyAsync();
        await _others.TidyAsync();

        Child.OpenPages.Should().Be(2);
        _store.Current.Version.Should().Be(version, "what is right is left alone");
    }

    [Fact(Timeout = 5_000)]
    public async Task A_page_that_closes_while_the_class_cannot_be_told_is_gone_with_the_next_round()
    {
        var store = new BusyClassroomStore();
        var pages = new ClassroomPages(store, new PlayedNodes(Here), _here, _time);
        await pages.OpenAsync("child");
        store.IsBusy = true;

        await pages.CloseAsync("child");
        await ServerRuns.EndingOfAsync(() => pages.OpenAsync("other").AsTask());
        await pages.CloseAsync("other");
        store.Current.Children["child"].OpenPages.Should().Be(1);
        store.IsBusy = false;
        await pages.TidyAsync();

        store.Current.Children["child"].OpenPages.Should().Be(0);
    }

    [Fact(Timeout = 5_000)]
    public async Task In_the_next_lesson_an_open_page_counts_as_soon_as_the_child_is_there_again()
    {
        await _pages.OpenAsync("child");
        await _store.ChangeAsync(record => record.Next(ended: true));
        await _pages.TidyAsync();
        _store.Current.Children.Should().BeEmpty();

        await _store.ChangeAsync(record => record.Joined("child", _time));
        await _pages.TidyAsync();

        Child.Should().Match<ChildRecord>(child => child.OpenPages == 1 && child.HasPage);
    }

    [Fact(Timeout = 5_000)]
    public async Task What_a_node_of_the_version_before_has_counted_is_read_and_does_not_stay()
    {
        const string Written = """{"version":7,"children":{"child":{"name":"amber fox","seenAt":5,"openPages":2,"hasPage":true}}}""";
        await _store.ChangeAsync(_ => ClassRecordJson.Read(Written));
        Child.OpenPages.Should().Be(2);

        await _pages.TidyAsync();

        Child.Should().Match<ChildRecord>(child => child.OpenPages == 0 && child.SeenAt > 5, "it is away, and stays for ten minutes");
        await _pages.OpenAsync("child");
        ClassRecordJson.Write(_store.Current).Should().Contain("\"openPages\":1", "such a node reads this");
        ClassRecordJson.Read(ClassRecordJson.Write(_store.Current)).Should().BeEquivalentTo(_store.Current);
    }

    [Fact(Timeout = 30_000)]
    public async Task When_a_node_is_cut_off_its_pages_are_gone_at_the_others_and_come_back_with_it()
    {
        using var cable = new Cable(new($"http://127.0.0.1:{SharedRedis.Server.Port}"));
        await using var nodes = new SharedNodes();
        var (here, there) = (nodes.Add("here", cable.Address.Port), nodes.Add("there"));
        await PagesAt(here).OpenAsync("child");
        await PagesAt(there).OpenAsync("child");
        var seen = there.Services.GetRequiredService<IClassroomStore>();
        await UntilAsync(2);

        cable.Cut();
        await UntilAsync(1);
        cable.Mend();
        await UntilAsync(2);

        async Task UntilAsync(int open)
        {
            while (!seen.Current.Children.TryGetValue("child", out var child) || child.OpenPages != open) await Task.Delay(10, Cancel);
        }
    }

    private static void Sees(NodeStatus status, bool isCertain, params NodeIdentity[] nodes) =>
        status.Beaten(new([.. nodes.Select(node => new NodeReport(node, "1"))], isCertain));

    private static ClassroomPages PagesAt(App node) => node.Services.GetRequiredService<ClassroomPages>();
}
