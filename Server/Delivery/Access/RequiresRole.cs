using Interception.Server.Delivery.Callers;

namespace Interception.Server.Delivery.Access;

/// <summary>Who may call an endpoint; without it every caller who has shown a code, when there is one to be shown.</summary>
internal sealed record RequiresRole(AccessRole Least);
