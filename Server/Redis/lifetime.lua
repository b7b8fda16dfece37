-- KEYS: the mark. ARGV: channel, a new mark, how long it is kept in milliseconds.
redis.call('SET', KEYS[1], ARGV[2], 'NX', 'PX', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return redis.call('GET', KEYS[1])
