-- A node says that it lives and hears who else does; without a name it only hears.
-- KEYS: until when each name counts as alive, what each says of itself, when anybody spoke.
-- ARGV: channel, name, life, its first beat in microseconds or 0, what it says, how long that holds, the gap after which nobody counts as dead.
-- The clock is Redis's own, so that all nodes mean the same time.
local alive, reports, spoken = KEYS[1], KEYS[2], KEYS[3]
local name, life, since, said, holds, gap = ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

for _, dead in ipairs(redis.call('ZRANGEBYSCORE', alive, '-inf', now)) do
  redis.call('ZREM', alive, dead)
  redis.call('HDEL', reports, dead)
end

-- Redis was away or came back empty: those who are missing may only not have been able to speak.
local last = tonumber(redis.call('HGET', spoken, 'last') or '0')
if now - last > gap then redis.call('HSET', spoken, 'from', now) end

if name ~= '' then
  redis.call('HSET', spoken, 'last', now)
  local there = redis.call('HGET', reports, name)
  if not there or string.sub(there, 1, #life + 1) == life .. ' ' then
    if there then since = tonumber(string.match(there, '^%S+ (%d+) ')) elseif since == 0 then since = clock[1] * 1000000 + clock[2] end
    redis.call('ZADD', alive, now + holds, name)
    redis.call('HSET', reports, name, string.format('%s %.0f %s', life, since, said))
    if not there then redis.call('PUBLISH', ARGV[1], 'nodes') end
  end
end

for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, holds) end
return { now - tonumber(redis.call('HGET', spoken, 'from') or now) >= holds and 1 or 0, redis.call('HGETALL', reports) }
