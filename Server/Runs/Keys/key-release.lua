-- KEYS: the key's hash. ARGV: channel, topic, run, in how many milliseconds; 0 for now.
if redis.call('HGET', KEYS[1], 'run') ~= ARGV[3] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', ARGV[1], ARGV[2])
return 1
