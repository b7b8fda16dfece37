using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Benchmarks;

/// <summary>A server on loopback that hands a metronome's tokens to clients.</summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>Where its hub is.</summary>
    Uri Hub { get; }

    /// <summary>Opens one stream, as its client does it.</summary>
    Task<IAsyncEnumerable<string>> OpenAsync(HubConnection client, int stream);
}
