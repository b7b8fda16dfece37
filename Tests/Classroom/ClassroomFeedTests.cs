using Interception.Server.Classroom;
using Interception.Server.Classroom.Board;
using Interception.Server.Classroom.Looking;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Tests.Redis.Nodes;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Classroom;

/// <summary>What pages and boards are told while the class cannot be changed or looked at.</summary>
public class ClassroomFeedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 10_000)]
    public async Task A_page_that_opens_while_the_class_cannot_be_changed_is_not_refused_and_nobody_reads_along_before_it_is_told()
    {
        var (time, store, viewers) = (new FakeTimeProvider(), new BusyClassroomStore { IsBusy = true }, new ClassroomViewers());
        var pages = new ClassroomPages(store, new PlayedNodes(new NodeIdentity("here", "1")), new NodeStatus(), time);
        await using var page = new ClassroomFeed(store, new(store), pages, viewers, time).ReadAsync("child", Cancel).GetAsyncEnumerator(Cancel);

        var told = page.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(5));
        told.IsCompleted.Should().BeFalse();
        (viewers.Count, viewers.SeenByAll).Should().Be((1, -1));
        store.IsBusy = false;
        time.Advance(TimeSpan.FromSeconds(1));

        (await told).Should().BeTrue();
        page.Current.Name.Should().NotBeNull();
        store.Current.Children["child"].OpenPages.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task While_Redis_is_away_a_board_stays_says_so_and_goes_on_afterwards()
    {
        using var cable = new Cable(new($"http://127.0.0.1:{SharedRedis.Server.Port}"));
        await using var nodes = new SharedNodes();
        var node = nodes.Add("here", cable.Address.Port, null, ("Access:TeacherCode", ClassVisits.TeacherCode));
        await node.Services.FirstRoundAsync();
        await using var board = node.Services.GetRequiredService<BoardFeed>().ReadAsync(Cancel).GetAsyncEnumerator(Cancel);
        await board.MoveNextAsync();
        board.Current.Should().BeOfType<BoardState>();

        cable.Cut();
        await UntilAsync<HealthChange>(change => change.Health.Missing.Any(what => what.StartsWith("Redis", StringComparison.Ordinal)));
        cable.Mend();
        await UntilAsync<HealthChange>(change => change.Health.Missing.Count == 0);
        await node.Services.GetRequiredService<ClassroomMembers>().RaiseHandAsync("child", isUp: true);
        await UntilAsync<ChildChange>(change => change.Child.Hand);

        async Task UntilAsync<T>(Func<T, bool> isSo) where T : ClassEvent
        {
            do (await board.MoveNextAsync()).Should().BeTrue();
            while (board.Current is not T happened || !isSo(happened));
        }
    }
}
