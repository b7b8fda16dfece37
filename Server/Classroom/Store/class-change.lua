-- KEYS: the class. ARGV: channel, topic, the version it was changed from (empty for none), the new one, the record, how long it is kept in milliseconds.
-- Answers with what is there when that is another version, and with nothing when it is written.
local there = redis.call('HMGET', KEYS[1], 'version', 'record')
if (there[1] or '') ~= ARGV[3] then return { there[1] or '', there[2] or '' } end
redis.call('HSET', KEYS[1], 'v', 1, 'version', ARGV[4], 'record', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
redis.call('PUBLISH', ARGV[1], ARGV[2])
return {}
