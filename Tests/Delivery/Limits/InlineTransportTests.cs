using Interception.Server.Delivery.Limits;
using Microsoft.AspNetCore.Http.Connections;

namespace Interception.Tests.Delivery.Limits;

/// <summary>Stands on a field of SignalR's own, so an update that takes it away has to be noticed here and not by a slow server.</summary>
public class InlineTransportTests
{
    [Fact]
    public void This_version_of_SignalR_can_be_told_to_send_at_once() => InlineTransport.IsPossible.Should().BeTrue();

    [Fact]
    public void Nothing_else_about_a_connection_changes()
    {
        var (told, other) = (InlineTransport.Apply(new()), new HttpConnectionDispatcherOptions());

        told.TransportMaxBufferSize.Should().Be(other.TransportMaxBufferSize);
        told.Transports.Should().Be(other.Transports);
    }
}
