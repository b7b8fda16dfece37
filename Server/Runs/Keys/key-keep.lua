-- KEYS: the key's hash. ARGV: channel, topic, fingerprint, owner, run, how long it is kept in milliseconds.
local run = redis.call('HGET', KEYS[1], 'run')
if run and run ~= ARGV[5] then return 0 end
redis.call('HSET', KEYS[1], 'v', 1, 'fingerprint', ARGV[3], 'owner', ARGV[4], 'run', ARGV[5], 'kept', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[6])
redis.call('PUBLISH', ARGV[1], ARGV[2])
return 1
