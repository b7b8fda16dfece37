-- Reads all of a run that a node has not got yet, as it is at one moment.
-- KEYS: the run's meta and events. ARGV: channel, what text keys begin with, the least fence to take it over with (0 for none), node,
--   the version that its record must have for that (empty for any), how many events it has;
--   then for each stage that it has of: stage, length in UTF-16 units.
-- Answers: status, fence, 1 when closed, events, for each stage its name, its length before, and the rest; then for how long the latest
--   of it has been known at its node in microseconds, -1 where nobody has said.
local meta, events = KEYS[1], KEYS[2]
local there = redis.call('HMGET', meta, 'v', 'fence', 'closed', 'stages', 'watched', 'record', 'told')
if not there[1] then return { 'Gone', 0, 0, {}, {} } end
if there[1] ~= '1' then return { 'Foreign', 0, 0, {}, {} } end
local fence = tonumber(there[2])
if tonumber(ARGV[3]) > 0 and not there[3] then
    if ARGV[5] ~= '' and there[6] ~= ARGV[5] then return { 'Changed', fence, 0, {}, {} } end
    -- Nobody else has this number: of two who take it over one is shut out.
    fence = math.max(tonumber(ARGV[3]), fence + 1)
    redis.call('HSET', meta, 'fence', fence, 'owner', ARGV[4])
end
local clock = redis.call('TIME')
if not there[3] and clock[1] ~= there[5] then redis.call('HSET', meta, 'watched', clock[1]) end
local has = {}
for n = 7, #ARGV, 2 do has[ARGV[n]] = tonumber(ARGV[n + 1]) end
local texts = {}
for stage in string.gmatch(there[4] or '', '[^,]+') do
    local from = has[stage] or 0
    local rest = redis.call('GETRANGE', ARGV[2] .. stage, from * 2, -1)
    if #rest > 0 then
        texts[#texts + 1] = stage
        texts[#texts + 1] = from
        texts[#texts + 1] = rest
    end
end
return { 'Ok', fence, there[3] and 1 or 0, redis.call('LRANGE', events, ARGV[6], -1), texts,
    there[7] and clock[1] * 1000000 + clock[2] - there[7] or -1 }
