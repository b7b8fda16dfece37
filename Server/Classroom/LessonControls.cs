using Interception.Server.Classroom.Looking;
using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Classroom;

/// <summary>What a teacher does with the class, from the hub, an HTTP call or the console.</summary>
internal sealed class LessonControls(IClassroomStore store, ClassControls runs, LookSessions looks, TimeProvider time)
{
    private const int LongestMessage = 300;
    private const int MostPieces = 1_000;
    private const double LongestCountdown = 600;

    /// <summary>Allows or forbids teachers to read along. Returns when every child's page shows it; or, when forbidden, when no text is on its way any more.</summary>
    public async Task SetLookAsync(bool isOn)
    {
        var record = await ChangeAsync(before => before.With(lesson => lesson with { LooksSince = isOn ? lesson.LooksSince ?? before.Version + 1 : null }));
        if (record.Lesson.LooksSince is { } since) await looks.SignsAsync(since);
        else await looks.GoneAsync();
    }

    /// <summary>Holds the queue.</summary>
    /// <param name="message">A sentence for all screens during the hold; null for none.</param>
    public Task HoldAsync(string? message)
    {
        var said = Sentence("message", message);
        return ChangeAsync(record => record.With(lesson => lesson with { Held = true, HoldMessage = said }));
    }

    /// <summary>Releases the queue, and removes a countdown that is over.</summary>
    public Task ReleaseAsync()
    {
        var now = time.UnixMs();
        return ChangeAsync(record => record.With(lesson => lesson with
        {
            Held = false,
            HoldMessage = null,
            EndsAt = lesson.EndsAt <= now ? null : lesson.EndsAt,
        }));
    }

    /// <summary>Stops one run; returns when it has ended.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public Task StopRunAsync(string? label) => runs.StopAsync(label);

    /// <summary>Stops every run; returns when all have ended.</summary>
    public Task StopAllAsync() => runs.StopAllAsync();

    /// <summary>Starts a countdown that holds the queue at its end.</summary>
    /// <param name="minutes">The minutes, fractions allowed; null removes the countdown.</param>
    /// <exception cref="EndingException"><c>invalid_request</c>.</exception>
    public Task SetCountdownAsync(double? minutes)
    {
        if (minutes is not (null or (> 0 and <= LongestCountdown))) throw FieldValidation.Refused("minutes", $"must be more than 0 and at most {LongestCountdown}");
        long? endsAt = minutes is { } some ? (time.GetUtcNow() + TimeSpan.FromMinutes(some)).ToUnixTimeMilliseconds() : null;
        return ChangeAsync(record => record.With(lesson => lesson with { EndsAt = endsAt }));
    }

    /// <summary>Shows a sentence on all screens; null or empty removes it.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>.</exception>
    public Task SetMessageAsync(string? text)
    {
        var said = Sentence("text", text);
        return ChangeAsync(record => record.With(lesson => lesson with { Message = said }));
    }

    /// <summary>Sets how many pieces each child may make in this lesson; null for no limit.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>.</exception>
    public Task SetPiecesAsync(int? count)
    {
        if (count is not (null or (>= 0 and <= MostPieces))) throw FieldValidation.Refused("count", $"must be 0 to {MostPieces}");
        return ChangeAsync(record => record.With(lesson => lesson with { Pieces = count }));
    }

    /// <summary>Shows all teachers what a child who cries for help has written.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>: there is no such alert.</exception>
    public Task OpenAlertAsync(string? id) => ChangeAsync(record =>
    {
        var alert = record.Alerts.Find(alert => alert.Id == id) ?? throw FieldValidation.Refused("id", "is no alert of this lesson");
        return alert.IsOpened ? record : record with { Alerts = record.Alerts.Replace(alert, alert with { IsOpened = true }) };
    });

    /// <summary>Puts an offered piece on the wall, beside the others; null clears the wall.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>: there is no such offer.</exception>
    public Task ShowOnWallAsync(string? offerId) => ChangeAsync(record =>
    {
        if (offerId is null) return record with { Offers = [.. record.Offers.Select(offer => offer with { OnWall = false })] };
        var offer = record.Offers.Find(offer => offer.Id == offerId) ?? throw FieldValidation.Refused("offerId", "is no offer of this lesson");
        return offer.OnWall ? record : record with { Offers = record.Offers.Replace(offer, offer with { OnWall = true }) };
    });

    /// <summary>Ends the lesson: all runs stop, and everything is forgotten before this returns.</summary>
    public async Task EndLessonAsync()
    {
        // Runs are stopped first, so that what they still write into the class is forgotten as well.
        await runs.ForgetAllAsync();
        await store.ChangeAsync(record => record.Next(ended: true));
        await looks.GoneAsync();
    }

    private Task<ClassRecord> ChangeAsync(Func<ClassRecord, ClassRecord> change) => store.ChangeAsync(change).AsTask();

    private static string? Sentence(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : FieldValidation.Optional(field, text.Trim(), LongestMessage);
}
