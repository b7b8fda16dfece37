-- KEYS: when each bucket is whole again, in microseconds. ARGV: channel, then for each bucket how much it holds and after how many microseconds one comes back.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local whole = {}
for n, bucket in ipairs(KEYS) do
    local most, each = tonumber(ARGV[2 * n]), tonumber(ARGV[2 * n + 1])
    whole[n] = math.max(tonumber(redis.call('GET', bucket) or '0'), now)
    if whole[n] - now > (most - 1) * each then return 0 end
    whole[n] = whole[n] + each
end
-- All or none: what is refused has cost nothing.
for n, bucket in ipairs(KEYS) do
    redis.call('SET', bucket, string.format('%.0f', whole[n]), 'PX', string.format('%.0f', math.ceil((whole[n] - now) / 1000) + 1))
end
return 1
