-- The queue and the places, in one look: takes out who is gone, takes in who joins, gives free places to the head.
-- KEYS: waiting, tickets, leases, held, state, nodes. ARGV: channel, what the node says as JSON.
-- The clock is Redis's own, so that all nodes mean the same time.
local waiting, tickets, leases, held, state, nodes = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local said = cjson.decode(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local changed = false

local function number(field) return tonumber(redis.call('HGET', state, field) or '0') end

-- A queue that nobody has asked for long was away, or is new: until every node has said what it holds nobody is served.
local calm = number('calm')
if now - number('seen') > said.quiet then
  calm = now + said.grace
  redis.call('HSET', state, 'calm', calm)
  -- Only one that has lost everything believes what it is told; another knows which places it has given away. Its numbers begin at
  -- the clock: greater than any that it gave before, also to those who have not spoken yet.
  if number('seen') == 0 then redis.call('HSET', state, 'learns', calm, 'new', now, 'fence', now) end
end
redis.call('HSET', state, 'seen', now)
redis.call('ZADD', nodes, now, said.node)

-- Who was there before it was lost and has not spoken since may hold places, for as long as a lease is valid.
local new = number('new')
if now < new + said.leaseMs then
  for _, node in ipairs(said.known) do
    if not redis.call('ZSCORE', nodes, node) then
      calm = math.max(calm, math.min(now + said.grace, new + said.leaseMs))
      redis.call('HSET', state, 'calm', calm, 'learns', calm)
    end
  end
end
local isCalm = now < calm

if said.hold >= 0 and number('hold') ~= said.hold then
  redis.call('HSET', state, 'hold', said.hold)
  changed = true
end

local function takeOut(id, ticket)
  redis.call('ZREM', waiting, ticket.m)
  redis.call('HDEL', tickets, id)
  changed = true
end

local function giveBack(id)
  redis.call('ZREM', leases, id)
  redis.call('HDEL', held, id)
  changed = true
end

for _, id in ipairs(said.leaves) do
  local ticket = redis.call('HGET', tickets, id)
  if ticket then takeOut(id, cjson.decode(ticket)) end
  if redis.call('ZSCORE', leases, id) then giveBack(id) end
end

-- Of more holders than places the latest are right: who has been away too long says so too.
local function hasRoom(wanted)
  local count, oldest, least = 0, nil, nil
  local all = redis.call('HGETALL', held)
  for at = 1, #all, 2 do
    local lease = cjson.decode(all[at + 1])
    if lease.e == wanted.e then
      count = count + 1
      if not oldest or lease.f < least then oldest, least = all[at], lease.f end
    end
  end
  if count < said.parallel then return true end
  if not oldest or least > wanted.f then return false end
  giveBack(oldest)
  return true
end

local lost = {}
for _, lease in ipairs(said.holds) do
  local expiry = tonumber(redis.call('ZSCORE', leases, lease.id) or '0')
  if expiry > now or (isCalm and expiry > 0) or (expiry == 0 and now < number('learns') and hasRoom(lease)) then
    redis.call('ZADD', leases, now + said.leaseMs, lease.id)
    redis.call('HSET', held, lease.id, cjson.encode({ n = said.node, e = lease.e, f = lease.f, w = lease.w }))
    if number('fence') < lease.f then redis.call('HSET', state, 'fence', lease.f) end
    if number('turn') < lease.t then redis.call('HSET', state, 'turn', lease.t) end
  else
    lost[#lost + 1] = lease.id
  end
end

local gone = {}
if not isCalm then
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', now)) do giveBack(id) end
  for _, node in ipairs(redis.call('ZRANGEBYSCORE', nodes, '-inf', now - said.nodeMs)) do
    redis.call('ZREM', nodes, node)
    gone[node] = true
  end
end

local there = {}
local all = redis.call('HGETALL', tickets)
for at = 1, #all, 2 do
  local ticket = cjson.decode(all[at + 1])
  if not isCalm and (gone[ticket.n] or not redis.call('ZSCORE', nodes, ticket.n)) then takeOut(all[at], ticket)
  else there[all[at]] = ticket end
end

-- Whoever queues many takes a later turn with each, and is overtaken by those who queue one.
local function turnOf(owner)
  local turn = number('turn')
  if owner == '' then return turn + 1 end
  for _, ticket in pairs(there) do if ticket.o == owner and ticket.t > turn then turn = ticket.t end end
  return turn + 1
end

local joined = {}
for _, ticket in ipairs(said.joins) do
  -- Until those who were there are there again, newcomers wait outside: they would come before them.
  local mayJoin = ticket.nth > 0 or not isCalm
  if mayJoin and not there[ticket.id] and not redis.call('ZSCORE', leases, ticket.id) then
    local nth = ticket.nth > 0 and ticket.nth or redis.call('HINCRBY', state, 'joined', 1)
    if number('joined') < nth then redis.call('HSET', state, 'joined', nth) end
    local turn = ticket.turn > 0 and ticket.turn or (ticket.ahead and number('turn') or turnOf(ticket.o))
    local entry = { n = said.node, o = ticket.o, t = turn, a = ticket.ahead, p = ticket.p, w = ticket.w, f = ticket.f, m = string.format('%015d:%s', nth, ticket.id), r = ticket.r, s = ticket.s }
    there[ticket.id] = entry
    redis.call('HSET', tickets, ticket.id, cjson.encode(entry))
    redis.call('ZADD', waiting, ticket.ahead and -1 or turn, entry.m)
    joined[#joined + 1] = { id = ticket.id, nth = nth, turn = turn }
    changed = true
  end
end

-- Where its runs may work, only a ticket's own node knows; it says so whenever that changes.
local missing = {}
for _, offer in ipairs(said.offers) do
  local ticket = there[offer.id]
  if not ticket then
    if not redis.call('ZSCORE', leases, offer.id) then missing[#missing + 1] = offer.id end
  elseif ticket.p ~= offer.p then
    ticket.p = offer.p
    redis.call('HSET', tickets, offer.id, cjson.encode(ticket))
  end
end

local taken = {}
local working = {}
local granted = {}
all = redis.call('HGETALL', held)
for at = 1, #all, 2 do
  local lease = cjson.decode(all[at + 1])
  taken[lease.e] = (taken[lease.e] or 0) + 1
  working[#working + 1] = lease.w
  if lease.n == said.node then
    granted[#granted + 1] = { id = all[at], e = lease.e, f = lease.f, x = tonumber(redis.call('ZSCORE', leases, all[at])) - now }
  end
end

-- A free place of those where it may work, at the server with the least to do.
local function placeFor(ticket)
  local best
  for e in string.gmatch(ticket.p, '%d+') do
    e = tonumber(e)
    local n = taken[e] or 0
    if n < said.parallel and (not best or n < (taken[best] or 0)) then best = e end
  end
  return best
end

local positions = {}
local line = {}
local isHeld = number('hold') == 1
for _, member in ipairs(redis.call('ZRANGE', waiting, 0, -1)) do
  local id = string.sub(member, 17)
  local ticket = there[id]
  local place = ticket and not isHeld and not isCalm and placeFor(ticket)
  if not ticket then
    redis.call('ZREM', waiting, member)
  elseif place then
    -- One number from the place to the last letter of the run.
    local fence = math.max(number('fence'), ticket.f) + 1
    redis.call('HSET', state, 'fence', fence)
    if ticket.t > number('turn') then redis.call('HSET', state, 'turn', ticket.t) end
    redis.call('ZADD', leases, now + said.leaseMs, id)
    redis.call('HSET', held, id, cjson.encode({ n = ticket.n, e = place, f = fence, w = ticket.w }))
    takeOut(id, ticket)
    taken[place] = (taken[place] or 0) + 1
    working[#working + 1] = ticket.w
    if ticket.n == said.node then granted[#granted + 1] = { id = id, e = place, f = fence, x = said.leaseMs } end
  else
    line[#line + 1] = ticket.w
    if ticket.n == said.node then positions[#positions + 1] = { id = id, at = #line } end
  end
end

-- Who finds no place at once must find room in the line.
local full = {}
for at = #said.joins, 1, -1 do
  local ticket = said.joins[at]
  if ticket.most >= 0 and redis.call('HEXISTS', tickets, ticket.id) == 1 and redis.call('ZCARD', waiting) > ticket.most then
    takeOut(ticket.id, there[ticket.id])
    full[#full + 1] = ticket.id
  end
end

local places = {}
for server, n in pairs(taken) do places[#places + 1] = { e = server, n = n } end
local ahead = {}
for at = 1, math.min(#line, said.depth) do ahead[at] = line[at] end
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, said.keepMs) end
if changed then redis.call('PUBLISH', ARGV[1], 'queue') end
return cjson.encode({
  length = redis.call('ZCARD', waiting), held = isHeld, calm = isCalm, granted = granted, lost = lost, missing = missing,
  full = full, joined = joined, positions = positions, line = ahead, working = working, taken = places,
})
