-- Says what is wanted of a run. KEYS: its meta. ARGV: channel, topic, wish.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'wanted', ARGV[3])
redis.call('PUBLISH', ARGV[1], ARGV[2])
return 1
