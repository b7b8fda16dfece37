-- KEYS: the shares. ARGV: channel, holder.
for _, share in ipairs(KEYS) do redis.call('ZREM', share, ARGV[2]) end
return 1
