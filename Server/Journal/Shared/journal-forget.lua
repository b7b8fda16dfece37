-- Forgets a run. KEYS: its meta and events. ARGV: channel, run, what text keys begin with.
local stages = redis.call('HGET', KEYS[1], 'stages') or ''
redis.call('DEL', KEYS[1], KEYS[2], ARGV[3] .. 'record')
for stage in string.gmatch(stages, '[^,]+') do redis.call('DEL', ARGV[3] .. stage) end
redis.call('PUBLISH', ARGV[1], ARGV[2])
return 1
