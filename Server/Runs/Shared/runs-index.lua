-- Writes down of runs when their time is over. KEYS: the index.
-- ARGV: channel, how long the index is kept in milliseconds, 'NX' for those that are not there or '' for all, the time or +inf, the runs.
for n = 5, #ARGV do
    if ARGV[3] == 'NX' then redis.call('ZADD', KEYS[1], 'NX', ARGV[4], ARGV[n]) else redis.call('ZADD', KEYS[1], ARGV[4], ARGV[n]) end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
