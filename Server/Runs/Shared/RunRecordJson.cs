using System.Security.Cryptography;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Limits;
using Interception.Server.Safety;

namespace Interception.Server.Runs.Shared;

/// <summary>A run's record as it is written down for other nodes. Checked texts are sealed.</summary>
internal sealed class RunRecordJson(CheckedText.Seal seal)
{
    /// <summary>Of what is written; a node leaves alone what another version has written.</summary>
    private const int Version = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Writes a record.</summary>
    public string Write(RunRecord run) => JsonSerializer.Serialize(
        new WrittenRun(Version, run.Id, run.Version, run.Born, run.Fence, run.Phase, run.StagesDone, run.Stage, run.Since, run.EndedAs,
            run.Category, run.Continuation, run.Worked, run.Waited, run.IsServed, Write(run.Work)), Options);

    /// <summary>Reads it.</summary>
    /// <exception cref="EndingException"><c>busy</c>: another version has written it, or its seal cannot be opened at the moment.</exception>
    public RunRecord Read(string json)
    {
        try
        {
            return ReadSealed(json);
        }
        catch (CryptographicException)
        {
            throw Endings.Exception(Codes.Busy);
        }
    }

    private RunRecord ReadSealed(string json)
    {
        var run = JsonSerializer.Deserialize<WrittenRun>(json, Options)!;
        if (run.V != Version) throw Endings.Exception(Codes.Busy);
        return new(run.Id, Read(run.Work), run.Born)
        {
            Version = run.Change,
            Fence = run.Fence,
            Phase = run.Phase,
            StagesDone = run.StagesDone,
            Stage = run.Stage,
            Since = run.Since,
            EndedAs = run.EndedAs,
            Category = run.Category,
            Continuation = run.Continuation,
            Worked = run.Worked,
            Waited = run.Waited,
            IsServed = run.IsServed,
        };
    }

    private WrittenWork Write(RunSpec work)
    {
        var material = work.Material;
        return new(work.Plan, work.Owner, work.Child, work.Accounts, work.KeyName, material.First, Close(material.Idea),
            [.. material.Rules.Select(rule => new WrittenPart(rule.Name, seal.Close(rule.Text)))],
            Close(material.Interception), Close(material.Piece), material.Revision);
    }

    private RunSpec Read(WrittenWork work)
    {
        var material = new RunMaterial(work.Assignment)
        {
            Idea = Open(work.Idea),
            Rules = [.. work.Rules.Select(rule => new CheckedPart(rule.Name, seal.Open(rule.Text)))],
            Interception = Open(work.Interception),
            Piece = Open(work.Piece),
            Revision = work.Revision,
        };
        return new(material, work.Plan) { Owner = work.Owner, Child = work.Child, Accounts = work.Accounts, KeyName = work.KeyName };
    }

    private string? Close(CheckedText? text) => text is null ? null : seal.Close(text);

    private CheckedText? Open(string? written) => written is null ? null : seal.Open(written);

    private sealed record WrittenRun(int V, string Id, string Change, DateTimeOffset Born, long Fence, RunPhase Phase, int StagesDone, Stage? Stage,
        long Since, Outcome? EndedAs, TextCategory? Category, RunContinuation? Continuation, TimeSpan Worked, TimeSpan Waited, bool IsServed, WrittenWork Work);

    private sealed record WrittenWork(RunPlan Plan, string? Owner, string? Child, IReadOnlyList<LimitShare> Accounts, string? KeyName, RunInput Assignment,
        string? Idea, IReadOnlyList<WrittenPart> Rules, string? Interception, string? Piece, string? Revision);

    private sealed record WrittenPart(string Name, string Text);
}
