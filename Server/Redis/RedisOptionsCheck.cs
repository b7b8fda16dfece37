using Microsoft.Extensions.Options;

namespace Interception.Server.Redis;

/// <summary>Refuses an invalid connection string. It may contain a password, so no message shows it.</summary>
internal sealed class RedisOptionsCheck : IValidateOptions<RedisOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        try
        {
            var connection = options.Read();
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
