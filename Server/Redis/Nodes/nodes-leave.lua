-- A node has ended: its name is free, unless another has it by now.
-- KEYS: until when each name counts as alive, what each says of itself. ARGV: channel, name, life.
local there = redis.call('HGET', KEYS[2], ARGV[2])
if there and string.sub(there, 1, #ARGV[3] + 1) == ARGV[3] .. ' ' then
  redis.call('ZREM', KEYS[1], ARGV[2])
  redis.call('HDEL', KEYS[2], ARGV[2])
  redis.call('PUBLISH', ARGV[1], 'nodes')
end
return 1
