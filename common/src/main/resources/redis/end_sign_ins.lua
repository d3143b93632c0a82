-- Tells all services, once each, which sign-ins have ended, and keeps that as long as their access tokens may run.
--
-- KEYS[1] sorted set of the sign-ins that have ended, by when this server heard of it (ms of its clock, never falling)
-- ARGV    channel, how long to keep (ms), sign-ins...
-- answers how many were news
local channel = ARGV[1]
local keep = tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - keep)
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
if last[2] then
  now = math.max(now, tonumber(last[2]))
end
local news = 0
for i = 3, #ARGV do
  if redis.call('ZADD', KEYS[1], 'NX', string.format('%.0f', now), ARGV[i]) == 1 then
    redis.call('PUBLISH', channel, ARGV[i])
    news = news + 1
  end
end
redis.call('PEXPIRE', KEYS[1], keep)
return news
