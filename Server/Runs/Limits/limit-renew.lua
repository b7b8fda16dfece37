-- KEYS: one share for each holder. ARGV: channel, lease in milliseconds, the holders. A Redis that came back empty learns of them here.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for n, share in ipairs(KEYS) do
    redis.call('ZADD', share, now + ARGV[2], ARGV[2 + n])
    redis.call('PEXPIRE', share, ARGV[2])
end
return #KEYS
