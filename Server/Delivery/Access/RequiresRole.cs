using Interception.Server.Delivery.Callers;

namespace Interception.Server.Delivery.Access;

/// <summary>The role that an endpoint needs; without it any caller may call who has shown a code, if one is set.</summary>
internal sealed record RequiresRole(AccessRole Least);
