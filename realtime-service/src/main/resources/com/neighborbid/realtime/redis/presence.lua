-- Says how many viewers one instance has in a room, and learns how many there are on all instances.
-- An instance that has not said anything for its time to live counts as dead. The time is Redis' own, so
-- that the instances' clocks do not matter.
--
-- KEYS[1]  hash of the room: instance -> "<viewers> <expires at, ms>"
-- ARGV[1]  instance
-- ARGV[2]  its viewers
-- ARGV[3]  time to live in ms
-- Result   viewers on all instances
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if tonumber(ARGV[2]) > 0 then
  local expires = now + tonumber(ARGV[3])
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. string.format('%.0f', expires))
else
  redis.call('HDEL', KEYS[1], ARGV[1])
end
local total = 0
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local viewers, expires = string.match(all[i + 1], '^(%d+) (%d+)$')
  if expires and tonumber(expires) > now then
    total = total + tonumber(viewers)
  else
    redis.call('HDEL', KEYS[1], all[i])
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return total
