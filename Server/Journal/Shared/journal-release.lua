-- A run is left to whoever takes it over. KEYS: its meta. ARGV: channel, topic, the fence of the node that leaves it.
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[3] or redis.call('HEXISTS', KEYS[1], 'closed') == 1 then return 0 end
redis.call('HSET', KEYS[1], 'owner', '')
redis.call('PUBLISH', ARGV[1], ARGV[2])
return 1
