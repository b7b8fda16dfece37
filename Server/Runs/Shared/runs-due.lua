-- Takes out of the index what is due by now, so that one node hears of it. KEYS: the index. ARGV: channel, the time in Unix milliseconds.
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, 100)
for _, id in ipairs(due) do redis.call('ZREM', KEYS[1], id) end
return due
