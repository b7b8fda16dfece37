-- KEYS: when the bucket is whole again, and the last turn, in microseconds.
-- ARGV: channel, how much the bucket holds, after how many microseconds one comes back, how far turns are apart, the longest wait.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local most, each, apart, longest = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
if tonumber(redis.call('GET', KEYS[1]) or '0') - now <= (most - 1) * each then return 0 end
local wait = math.min(math.max(tonumber(redis.call('GET', KEYS[2]) or '0') - now, 0) + apart, longest)
redis.call('SET', KEYS[2], string.format('%.0f', now + wait), 'PX', string.format('%.0f', math.ceil(wait / 1000) + 1))
return wait
