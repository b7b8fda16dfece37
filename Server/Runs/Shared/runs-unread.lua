-- How long ago a run was read, in milliseconds; -1 for never. KEYS: when each was read last. ARGV: channel, the run.
local read = redis.call('ZSCORE', KEYS[1], ARGV[2])
if not read then return -1 end
local time = redis.call('TIME')
return math.floor(time[1] * 1000 + time[2] / 1000 - read)
