using Interception.Server.Settings;
using Microsoft.Extensions.Options;

namespace Interception.Server.Redis;

/// <summary>Refuses a connection that cannot be read. It may hold a password, so no refusal shows it.</summary>
internal sealed class RedisOptionsCheck : IValidateOptions<RedisOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        try
        {
            var connection = SecretFile.Read("Redis", nameof(options.Connection), options.Connection, options.ConnectionFile);
            return connection.Length == 0 || RedisAddress.TryRead(connection) is not null
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("Redis:Connection cannot be read: it must be like redis:6379 or redis:6379,password=secret.");
        }
        catch (OptionsValidationException e)
        {
            return ValidateOptionsResult.Fail(e.Failures);
        }
    }
}
