-- Adds what a writer has to say of a run. Said again it changes nothing, so a writer that heard no answer says it again.
-- KEYS: the run's meta and events; its other keys have the same words in braces.
-- ARGV: channel, run, fence, what to do without a run (new, anew, add), how long it is kept in milliseconds, node, what text keys begin with,
--   the record's version that is changed (empty for none), its next version and the record, how long the oldest of what is new has waited
--   at its node in microseconds; then steps:
--   't', stage, expected length in UTF-16 units, text in UTF-16 | 'e', number, mark, stage, event.
-- Marks: b a stage begins, e it ends, r it ends and its text is retracted, x the run ends, - anything else.
-- Answers in one line: status, where (a stage; empty for the events), length there, what is wanted, the fence that counts, the record's version.
local meta, events = KEYS[1], KEYS[2]
local run, mode, ttl, node, texts = ARGV[2], ARGV[4], tonumber(ARGV[5]), ARGV[6], ARGV[7]
local fence = tonumber(ARGV[3])
local there = redis.call('HMGET', meta, 'v', 'fence', 'closed', 'wanted', 'record', 'owner', 'watched')
local wanted, known = there[4] or 'Go', tonumber(there[2] or '0')
local count = redis.call('LLEN', events)
local news, states = false, {}

local function state(stage)
    if states[stage] == nil then states[stage] = redis.call('HGET', meta, 's:' .. stage) end
    return states[stage]
end

local function enter(stage, how)
    if how == 'b' and not state(stage) then
        local stages = redis.call('HGET', meta, 'stages')
        redis.call('HSET', meta, 'stages', stages and (stages .. ',' .. stage) or stage)
    end
    redis.call('HSET', meta, 's:' .. stage, how)
    states[stage] = how
end

-- Every key has an expiry from its first write on; all of them together are put off now and then.
local function renew()
    local left = redis.call('PTTL', meta)
    if left >= ttl * 0.9 and left <= ttl then return end
    redis.call('PEXPIRE', meta, ttl)
    redis.call('PEXPIRE', events, ttl)
    redis.call('PEXPIRE', texts .. 'record', ttl)
    for stage in string.gmatch(redis.call('HGET', meta, 'stages') or '', '[^,]+') do redis.call('PEXPIRE', texts .. stage, ttl) end
end

local function line(status, where, length, counts, record)
    return string.format('%s %s %d %s %d %s', status, where, length, wanted, counts, record)
end

local function answer(status, where, length)
    -- Mostly a run is read where it works, and then nobody has to be woken. Who has just come looks again soon in any case.
    local clock = news and there[7] and redis.call('TIME')
    if clock and clock[1] - there[7] <= 5 then
        -- Since when it could be known, by the clock of Redis, so that nobody compares two clocks.
        redis.call('HSET', meta, 'told', clock[1] * 1000000 + clock[2] - tonumber(ARGV[11]))
        redis.call('PUBLISH', ARGV[1], run)
    end
    renew()
    return line(status, where or '', length or 0, math.max(fence, known), redis.call('HGET', meta, 'record') or '')
end

if there[1] and there[1] ~= '1' then return line('Foreign', '', 0, known, '') end
if there[1] and mode == 'new' and (known ~= fence or there[6] ~= node or count > 0) then return line('Exists', '', 0, known, '') end
if not there[1] and mode == 'add' then return line('Gone', '', 0, known, '') end
local isSaidAgain = ARGV[9] ~= '' and there[5] == ARGV[9]
if there[3] and not isSaidAgain then return line('Closed', '', count, known, '') end
if fence < known then return line('Fenced', '', count, known, '') end
-- A record that is not there at all is one that Redis has lost.
if ARGV[9] ~= '' and not isSaidAgain and there[5] and there[5] ~= ARGV[8] then return line('Changed', '', count, known, '') end
if fence > known then redis.call('HSET', meta, 'v', 1, 'fence', fence, 'owner', node) end

local n = 12
while n <= #ARGV do
    if ARGV[n] == 't' then
        local stage, expected, text = ARGV[n + 1], tonumber(ARGV[n + 2]), ARGV[n + 3]
        -- A text that has ended is whole, or retracted.
        if state(stage) ~= 'e' then
            local key = texts .. stage
            local length = redis.call('STRLEN', key) / 2
            if expected > length then return answer('Gap', stage, length) end
            local from = (length - expected) * 2
            if from < #text then
                if state(stage) ~= 'b' then return answer('NotOpen', stage, length) end
                redis.call('APPEND', key, from == 0 and text or string.sub(text, from + 1))
                if length == 0 then redis.call('PEXPIRE', key, ttl) end
                news = true
            end
        end
        n = n + 4
    else
        local seq, mark, stage = tonumber(ARGV[n + 1]), ARGV[n + 2], ARGV[n + 3]
        if seq > count + 1 then return answer('Gap', '', count) end
        if seq == count + 1 then
            count = redis.call('RPUSH', events, ARGV[n + 4])
            if count == 1 then redis.call('PEXPIRE', events, ttl) end
            if mark == 'b' then enter(stage, 'b') end
            if mark == 'e' or mark == 'r' then enter(stage, 'e') end
            if mark == 'r' then redis.call('DEL', texts .. stage) end
            if mark == 'x' then redis.call('HSET', meta, 'closed', 1) end
            news = true
        end
        n = n + 5
    end
end
if ARGV[9] ~= '' and not isSaidAgain then
    redis.call('SET', texts .. 'record', ARGV[10], 'PX', ttl)
    redis.call('HSET', meta, 'record', ARGV[9])
    news = true
end
return answer(news and 'Ok' or 'Duplicate')
