using Interception.Server.Classroom.Looking;
using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Redis.Nodes;
using Interception.Tests.Redis.Nodes;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Classroom;

/// <summary>In which order signs and texts go out.</summary>
public class LookSessionsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryClassroomStore _store = new();
    private readonly ClassroomViewers _viewers = new();
    private readonly LookSessions _looks;

    private readonly PlayedNodes _nodes = new(new("here", "1"));

    public LookSessionsTests() => _looks = new(_store, _viewers, _nodes, _time);

    [Fact(Timeout = 5_000)]
    public async Task No_text_leaves_before_the_sign_has_been_written_to_every_page()
    {
        using var own = _viewers.Enter("own");
        using var other = _viewers.Enter("other");
        using var reader = await LookAsync();
        var signs = _looks.SignsAsync("own", reader, CancellationToken.None);

        own.See(reader.Since);
        signs.IsCompleted.Should().BeFalse();
        other.See(reader.Since - 1);
        signs.IsCompleted.Should().BeFalse("that page was told of the class as it was before");
        other.See(reader.Since);

        await signs;
    }

    [Fact(Timeout = 5_000)]
    public async Task A_page_that_takes_nothing_keeps_the_others_texts_waiting_for_two_seconds_and_its_own_for_ever()
    {
        using var stuck = _viewers.Enter("stuck");
        using var reader = await LookAsync();
        var others = _looks.SignsAsync("other", reader, CancellationToken.None);
        var own = _looks.SignsAsync("stuck", reader, CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(2));
        await others;
        _time.Advance(TimeSpan.FromHours(1));
        own.IsCompleted.Should().BeFalse();
        stuck.Dispose();
        _time.Advance(TimeSpan.FromSeconds(2));

        await own;
    }

    [Fact(Timeout = 5_000)]
    public async Task A_text_waits_for_the_pages_at_another_node_however_long()
    {
        using var reader = await LookAsync();
        _nodes.Answer = NodesWith(shown: reader.Since - 1);
        var signs = _looks.SignsAsync("own", reader, CancellationToken.None);

        _time.Advance(TimeSpan.FromHours(1));
        signs.IsCompleted.Should().BeFalse();
        _nodes.IsAway = true;
        _time.Advance(TimeSpan.FromMinutes(1));
        signs.IsCompleted.Should().BeFalse("nobody can say what is shown there");
        _nodes.IsAway = false;
        _nodes.Answer = NodesWith(shown: reader.Since);
        _time.Advance(TimeSpan.FromSeconds(1));

        await signs;
    }

    [Fact]
    public void A_node_tells_of_the_page_that_is_furthest_behind()
    {
        _viewers.SeenByAll.Should().Be(long.MaxValue);
        using var one = _viewers.Enter("one");
        using var other = _viewers.Enter("other");
        one.See(3);

        _viewers.SeenByAll.Should().BeNegative("the other was sent nothing yet");
        other.See(2);
        _viewers.SeenByAll.Should().Be(2);
    }

    [Fact(Timeout = 5_000)]
    public async Task It_is_over_when_the_last_reader_has_left()
    {
        var reader = await LookAsync();
        await _store.ChangeAsync(record => record.With(lesson => lesson with { LooksSince = null }));

        var gone = _looks.GoneAsync();

        reader.IsOver.Should().BeTrue();
        gone.IsCompleted.Should().BeFalse("a piece may be on its way");
        reader.Dispose();
        await gone;
        ServerRuns.Refusal(() => _looks.Enter()).Code.Should().Be(Codes.AccessDenied);
    }

    private LiveNodes NodesWith(long shown) => new([new(_nodes.Here, ""), new(new("there", "1"), "") { ShownClass = shown }], IsCertain: true);

    private async Task<LookReader> LookAsync()
    {
        await _store.ChangeAsync(record => record.With(lesson => lesson with { LooksSince = record.Version + 1 }));
        return _looks.Enter();
    }
}
