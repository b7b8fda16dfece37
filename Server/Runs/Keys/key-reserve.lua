-- KEYS: the key's hash. ARGV: channel, fingerprint, owner, run, how long a start may take in milliseconds.
local there = redis.call('HMGET', KEYS[1], 'fingerprint', 'run', 'kept')
if not there[1] then
    redis.call('HSET', KEYS[1], 'v', 1, 'fingerprint', ARGV[2], 'owner', ARGV[3], 'run', ARGV[4])
    redis.call('PEXPIRE', KEYS[1], ARGV[5])
    return { 'Reserved', '' }
end
if there[1] ~= ARGV[2] then return { 'Conflict', '' } end
if there[3] then return { 'Known', there[2] } end
-- Said again by the same: an answer may have been lost.
if there[2] == ARGV[4] then return { 'Reserved', '' } end
return { 'Starting', '' }
