-- KEYS: who holds each share, by the end of the lease. ARGV: channel, holder, lease in milliseconds, how much there is of each share.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for n, share in ipairs(KEYS) do
    redis.call('ZREMRANGEBYSCORE', share, '-inf', now)
    if not redis.call('ZSCORE', share, ARGV[2]) and redis.call('ZCARD', share) >= tonumber(ARGV[3 + n]) then return 0 end
end
for _, share in ipairs(KEYS) do
    redis.call('ZADD', share, now + ARGV[3], ARGV[2])
    redis.call('PEXPIRE', share, ARGV[3])
end
return 1
