-- Leases tokens of one bucket, the fewer the emptier it is.
--
-- The bucket is one number: the instant, in microseconds of this server's clock, at which it would be full again.
-- So nothing has to fill it, and one that is full takes no room. All instances share the server's clock.
--
-- KEYS[1] the bucket
-- ARGV    tokens per second, tokens of a full bucket, tokens wanted
-- answers {tokens leased, microseconds until there is one where none was}
local per_token = 1000000 / tonumber(ARGV[1])
local burst = tonumber(ARGV[2])
local wanted = tonumber(ARGV[3])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local most = now + burst * per_token

-- Neither further back than now (it is full) nor further ahead than empty (the settings or the clock have changed).
local full_at = math.min(math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now), most)
local left = math.floor((most - full_at) / per_token + 0.000001)
if left < 1 then
  return {0, math.ceil(full_at + per_token - most)}
end

-- A quarter of what is left, so that others find something, but at least what comes in by itself in 20 ms.
local leased = math.min(wanted, left, math.max(1, math.floor(left / 4), math.floor(tonumber(ARGV[1]) / 50)))
full_at = full_at + leased * per_token
redis.call('SET', KEYS[1], string.format('%.0f', full_at), 'PX', math.ceil((full_at - now) / 1000) + 1)
return {leased, 0}
