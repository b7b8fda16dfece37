-- Who waits, in the order of the line: of each the run (empty where its node does not say it) and since when it waits.
-- KEYS: waiting, tickets. ARGV: channel.
local line = {}
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local written = redis.call('HGET', KEYS[2], string.sub(member, 17))
  if written then
    local ticket = cjson.decode(written)
    line[#line + 1] = ticket.r or ''
    line[#line + 1] = string.format('%.0f', ticket.s or 0)
  end
end
return line
