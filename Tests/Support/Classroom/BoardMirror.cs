using Interception.Server.Contracts;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Support.Classroom;

/// <summary>A teacher's board: applies the events that it receives.</summary>
internal sealed class BoardMirror : IAsyncDisposable
{
    private readonly Follower<ClassEvent> _events;

    public BoardMirror(HubConnection teacher) => _events = new(teacher, "WatchClass", Take);

    /// <summary>Children by their names.</summary>
    public IReadOnlyDictionary<string, ClassChild> Children { get; private set; } = new Dictionary<string, ClassChild>();

    /// <summary>Offers by their ids.</summary>
    public IReadOnlyDictionary<string, ClassOffer> Offers { get; private set; } = new Dictionary<string, ClassOffer>();

    /// <summary>Alerts by their ids.</summary>
    public IReadOnlyDictionary<string, ClassAlert> Alerts { get; private set; } = new Dictionary<string, ClassAlert>();

    public ClassLesson? Lesson { get; private set; }

    public ClassHealth? Health { get; private set; }

    /// <summary>The events received so far.</summary>
    public IReadOnlyList<ClassEvent> Events => _events.Heard;

    /// <summary>Waits until the board shows something.</summary>
    public Task ShowsAsync(Func<BoardMirror, bool> what) => _events.WaitUntilAsync(_ => what(this));

    /// <summary>Waits until a child does something.</summary>
    public Task ShowsAsync(ChildState state, int children = 1) => ShowsAsync(board => board.Children.Values.Count(child => child.State == state) == children);

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    private void Take(ClassEvent happened)
    {
        switch (happened)
        {
            case BoardState whole:
                Children = whole.Children.ToDictionary(child => child.Name);
                Offers = whole.Offers.ToDictionary(offer => offer.Id);
                Alerts = whole.Alerts.ToDictionary(alert => alert.Id);
                Lesson = whole.Lesson;
                Health = whole.Health;
                break;
            case ChildChange { Child: var child }: Children = new Dictionary<string, ClassChild>(Children) { [child.Name] = child }; break;
            case ChildLeft { Name: var name }: Children = Children.Where(child => child.Key != name).ToDictionary(); break;
            case OfferChange { Offer: var offer, TakenBack: false }: Offers = new Dictionary<string, ClassOffer>(Offers) { [offer.Id] = offer }; break;
            case OfferChange { Offer: var offer }: Offers = Offers.Where(one => one.Key != offer.Id).ToDictionary(); break;
            case AlertChange { Alert: var alert }: Alerts = new Dictionary<string, ClassAlert>(Alerts) { [alert.Id] = alert }; break;
            case LessonChange { Lesson: var lesson }: Lesson = lesson; break;
            case HealthChange { Health: var health }: Health = health; break;
        }
    }
}
