namespace Interception.Server.Delivery.Access;

/// <summary>Whose code somebody has shown; who comes later may more.</summary>
internal enum AccessRole { Nobody, Pupil, Teacher }

/// <summary>Who may call an endpoint; without it, whoever has shown a code, when there is one to be shown.</summary>
internal sealed record RequiresRole(AccessRole Least);
