using System.Net;
using Interception.Server.Contracts;
using Interception.Tests.Delivery.Access;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;

namespace Interception.Tests.Classroom;

/// <summary>A teacher's board and the children's pages, over the wire.</summary>
public sealed class ClassHubTests : IAsyncDisposable
{
    private readonly App _app = ClassVisits.NewClass(null, ("Ollama:ParallelPerEndpoint", "4"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task Only_a_teacher_gets_a_connection()
    {
        using var http = _app.CreateClient();
        var path = $"{HubRoute.Class}/negotiate?negotiateVersion=1";

        (await http.AskAsync(HttpMethod.Post, path)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await http.AskAsync(HttpMethod.Post, path, Asked.Code(ClassVisits.TeacherCode))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_board_follows_a_child_from_its_idea_to_its_piece()
    {
        await using var teacher = await _app.TeacherAsync();
        await using var board = teacher.Board();
        await using var child = await _app.ChildAsync();
        await using var seen = child.Classroom();
        var name = (await seen.WaitForAsync(_ => true)).Name;
        await board.ShowsAsync(ChildState.Typing);

        var run = await child.StartAsync(new { text = "a blue bird on a fence" });
        await board.ShowsAsync(ChildState.Reading);
        await child.SayAsync("RaiseHand", true);
        await board.ShowsAsync(shown => shown.Children.Values.Single().Hand);
        (await seen.WaitForAsync(state => state.Hand)).Name.Should().Be(name);
        await child.ContinueAsync(run.RunId);
        await board.ShowsAsync(ChildState.Done);

        var shown = board.Children.Values.Single();
        shown.Name.Should().Be(name);
        shown.Run.Should().Be(run.RunId[..6]);
        await board.ShowsAsync(all => all.Children.Values.Single().Pieces == 1);
        board.Events[0].Should().BeOfType<BoardState>();
        board.Events.Select(happened => happened.Seq).Should().Equal(Enumerable.Range(1, board.Events.Count).Select(n => (long)n));
    }

    [Fact(Timeout = 60_000)]
    public async Task Hold_message_and_countdown_are_on_every_page_and_two_boards_are_the_same()
    {
        await using var teacher = await _app.TeacherAsync();
        await using var colleague = await _app.TeacherAsync();
        await using var board = teacher.Board();
        await using var other = colleague.Board();
        await using var child = await _app.ChildAsync();
        await using var seen = child.Classroom();

        await teacher.SayAsync("SetMessage", "Think of the smell, too.");
        await colleague.SayAsync("Hold", "Look to the front, please");
        await teacher.SayAsync("SetCountdown", 12.5);

        await seen.WaitForAsync(state => state is { Held: true, Message: "Look to the front, please", EndsAt: not null });
        _app.Controls().IsHeld.Should().BeTrue();
        foreach (var each in new[] { board, other }) await each.ShowsAsync(shown => shown.Lesson is { Held: true, EndsAt: not null });
        board.Lesson.Should().Be(other.Lesson);

        await teacher.SayAsync("Release");
        await seen.WaitUntilAsync(state => state is { Held: false, Message: "Think of the smell, too.", EndsAt: not null });
        await teacher.SayAsync("SetMessage", [null]);
        await teacher.SayAsync("SetCountdown", [null]);
        await seen.WaitUntilAsync(state => state is { Message: null, EndsAt: null });
    }

    [Fact(Timeout = 60_000)]
    public async Task With_no_pieces_left_a_child_starts_nothing_more_and_says_the_same_start_again_all_the_same()
    {
        await using var teacher = await _app.TeacherAsync();
        await teacher.SayAsync("SetPieces", 1);
        await using var child = await _app.ChildAsync();
        await using var seen = child.Classroom();
        (await seen.WaitForAsync(_ => true)).PiecesLeft.Should().Be(1);
        var request = new { text = "a blue bird", until = "Output", key = "only-this-one-piece" };
        var run = await child.StartAsync(request);
        await child.EventsAsync(run.RunId);
        await seen.WaitForAsync(state => state.PiecesLeft == 0);

        (await Hubs.CodeOfAsync(() => child.StartAsync(new { text = "another" }))).Should().Be(Codes.RateLimited);
        (await child.StartAsync(request)).RunId.Should().Be(run.RunId);
        await teacher.SayAsync("SetPieces", [null]);
        await child.StartAsync(new { text = "another" });
    }

    [Fact(Timeout = 60_000)]
    public async Task A_piece_is_offered_goes_on_the_wall_and_can_be_taken_back_from_there()
    {
        await using var teacher = await _app.TeacherAsync();
        await using var board = teacher.Board();
        await using var wall = new Follower<WallState>(teacher, "WatchWall");
        await using var child = await _app.ChildAsync();
        await using var friend = await _app.ChildAsync();
        await using var seen = friend.Classroom();
        var run = await child.StartAllAsync();
        (await Hubs.CodeOfAsync(() => child.SayAsync("Offer", SecretId.New()))).Should().Be(Codes.RunNotFound);
        await child.EventsAsync(run.RunId);

        await child.SayAsync("Offer", run.RunId);
        await child.SayAsync("Offer", run.RunId);
        await board.ShowsAsync(shown => shown.Offers.Count == 1);
        var offer = board.Offers.Values.Single();
        (seen.Heard.Count > 0 && seen.Heard[^1].Wall.Count > 0).Should().BeFalse("the teacher has not put it on the wall");
        await teacher.SayAsync("ShowOnWall", offer.Id);

        var piece = (await seen.WaitForAsync(state => state.Wall.Count == 1)).Wall[0];
        piece.Should().Be(new WallPiece(offer.Id, offer.Name, await child.TextAsync(Stage.Output, run.RunId)));
        (await wall.WaitForAsync(state => state.Pieces.Count == 1)).Pieces[0].Text.Should().Be(piece.Text);
        await child.SayAsync("TakeBack", run.RunId);
        await seen.WaitUntilAsync(state => state.Wall.Count == 0);
        await board.ShowsAsync(shown => shown.Offers.Count == 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cry_for_help_is_told_at_once_and_its_text_only_when_it_is_opened()
    {
        const string cry = "Ich will nicht mehr leben.";
        await using var child = await _app.ChildAsync();
        await using var seen = child.Classroom();
        await child.StartAsync(new { text = cry });
        await using var teacher = await _app.TeacherAsync();
        await using var board = teacher.Board();

        await board.ShowsAsync(shown => shown.Alerts.Count == 1);
        var alert = board.Alerts.Values.Single();
        (alert.Category, alert.Opened, alert.Text).Should().Be((TextCategory.SelfHarm, false, null));
        await seen.WaitForAsync(state => state.Told);
        seen.Heard[0].Told.Should().BeFalse("nobody was there yet who could have been told");
        await teacher.SayAsync("OpenAlert", alert.Id);

        await board.ShowsAsync(shown => shown.Alerts[alert.Id] is { Opened: true, Text: cry });
        (await Hubs.CodeOfAsync(() => teacher.SayAsync("OpenAlert", "nobody"))).Should().Be(Codes.InvalidRequest);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_cookie_a_connection_is_one_child_on_the_board_and_is_told_what_becomes_of_its_run()
    {
        await using var teacher = await _app.TeacherAsync();
        await using var board = teacher.Board();
        await using var stranger = await _app.StrangerAsync();
        await using var seen = stranger.Classroom();
        await seen.WaitForAsync(_ => true);

        await stranger.StartAsync(new { text = "Ich will nicht mehr leben." });

        await seen.WaitForAsync(state => state.Told);
        await board.ShowsAsync(shown => shown.Children.Values.Single() is { State: ChildState.Blocked, Category: TextCategory.SelfHarm });
    }

    [Fact(Timeout = 30_000)]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var teacher = await _app.TeacherAsync();

        foreach (var (method, value) in new (string, object)[]
        {
            ("SetCountdown", 0), ("SetCountdown", 601), ("SetPieces", -1), ("ShowOnWall", "nobody"), ("SetMessage", new string('a', 301)),
        })
        {
            (await Hubs.CodeOfAsync(() => teacher.SayAsync(method, value))).Should().Be(Codes.InvalidRequest, method);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task After_the_lesson_everything_is_gone_and_who_does_something_begins_the_next()
    {
        await using var teacher = await _app.TeacherAsync();
        await using var board = teacher.Board();
        await using var child = await _app.ChildAsync();
        await using var seen = child.Classroom();
        var run = await child.StartAsync(new { text = "a blue bird" });
        await board.ShowsAsync(ChildState.Reading);
        await teacher.SayAsync("SetLook", true);

        await teacher.SayAsync("EndLesson");

        _app.Controls().List().Should().BeEmpty();
        await board.ShowsAsync(shown => shown.Lesson is { Ended: true, Look: false } && shown.Children.Count == 0);
        await seen.WaitUntilAsync(state => state is { Name: null, Look: false });
        (await Hubs.CodeOfAsync(() => child.StopAsync(run.RunId))).Should().Be(Codes.RunNotFound);
        await child.SayAsync("RaiseHand", true);
        await seen.WaitUntilAsync(state => state is { Name: not null, Hand: true });
        await board.ShowsAsync(shown => shown.Lesson!.Ended == false && shown.Children.Values.Any(one => one.Hand));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
