using Interception.Server.Classroom.Store;

namespace Interception.Tests.Classroom;

/// <summary>What every place for the class's state promises. Inherit it, and it runs against yours.</summary>
public abstract class ClassroomStoreContract
{
    private readonly IClassroomStore _store;

    private protected ClassroomStoreContract(IClassroomStore store) => _store = store;

    [Fact(Timeout = 30_000)]
    public async Task A_change_is_there_when_it_comes_back_and_has_the_next_version()
    {
        var before = _store.Current.Version;

        var after = await _store.ChangeAsync(record => record.With(lesson => lesson with { Message = "Look to the front, please" }));

        after.Version.Should().BeGreaterThan(before);
        _store.Current.Lesson.Message.Should().Be("Look to the front, please");
        _store.Current.Version.Should().BeGreaterThanOrEqualTo(after.Version);
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_many_changes_at_once_none_is_lost()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => Task.Run(() => _store.ChangeAsync(record =>
            record with { Children = record.Children.Add($"session {n}", new($"child {n}", n)) }).AsTask())));

        _store.Current.Children.Should().HaveCount(300);
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_many_changes_at_once_each_gets_the_class_after_its_own_and_one_that_fails_fails_alone()
    {
        var changes = Enumerable.Range(0, 100).Select(n => Task.Run(() => _store.ChangeAsync(record => n % 10 == 3
            ? throw new InvalidOperationException($"{n}")
            : record with { Children = record.Children.Add($"session {n}", new($"child {n}", record.Version + 1)) }).AsTask())).ToArray();
        await Task.WhenAll(changes).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        changes.Select((change, n) => change.Exception?.InnerException?.Message == (n % 10 == 3 ? $"{n}" : null)).Should().NotContain(false);
        var written = changes.Where(change => change.IsCompletedSuccessfully).Select(change => change.Result).ToList();
        written.Select(record => record.Version).Should().OnlyHaveUniqueItems();
        written.Should().OnlyContain(record => record.Children.Values.Max(child => child.SeenAt) == record.Version);
        _store.Current.Children.Should().HaveCount(90);
    }

    [Fact(Timeout = 30_000)]
    public async Task Whoever_listens_hears_of_every_change_and_of_nothing_else()
    {
        var heard = 0;
        _store.Changed += () => heard++;

        await _store.ChangeAsync(record => record);
        heard.Should().Be(0, "nothing was changed");
        await _store.ChangeAsync(record => record.With(lesson => lesson with { Held = true }));
        heard.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_change_that_fails_changes_nothing()
    {
        var before = _store.Current;

        await FluentActions.Awaiting(() => _store.ChangeAsync(_ => throw new InvalidOperationException()).AsTask()).Should().ThrowAsync<InvalidOperationException>();

        _store.Current.Should().BeSameAs(before);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_next_lesson_knows_nothing_of_the_one_before()
    {
        await _store.ChangeAsync(record => record with
        {
            Children = record.Children.Add("session", new("amber fox", 0) { Hand = true, Pieces = 2 }),
            Offers = record.Offers.Add(new("1", "run", "amber fox", "a piece", OnWall: true)),
            Lesson = record.Lesson with { Message = "Five minutes left", LooksSince = 1, Pieces = 3 },
        });
        var version = _store.Current.Version;

        var next = await _store.ChangeAsync(record => record.Next(ended: true));

        next.Should().BeEquivalentTo(ClassRecord.Empty with { Version = next.Version, Lesson = new() { Number = 1, Ended = true } });
        next.Version.Should().BeGreaterThan(version);
    }
}
