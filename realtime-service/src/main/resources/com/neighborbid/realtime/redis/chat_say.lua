-- Keeps what somebody says in a room and tells all instances, unless he, or all together, have said too much lately. The time is
-- Redis' own, so that the instances' clocks do not matter.
--
-- KEYS 1  {auction:ID}:chat           hash: message id -> message
--      2  {auction:ID}:chat:order     list: "<ms> <message id>", newest last
--      3  {auction:ID}:chat:by:USER   how many messages of his in the current period
--      4  {auction:ID}:chat:all       how many of all
-- ARGV 1  channel   2  message id   3  message   4  news for the channel   5  ms to keep   6  most kept
--      7  most of one author within a period, 0 for any number   8  most of all, 0 for any number   9  period in ms
-- Result  1 said, 0 too many
local function exceeds(key, most)
  if tonumber(most) == 0 then
    return false
  end
  local said = redis.call('INCR', key)
  if said == 1 then
    redis.call('PEXPIRE', key, ARGV[9])
  end
  return said > tonumber(most)
end
if exceeds(KEYS[3], ARGV[7]) or exceeds(KEYS[4], ARGV[8]) then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local oldest = now - tonumber(ARGV[5])
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
redis.call('RPUSH', KEYS[2], string.format('%.0f %s', now, ARGV[2]))
while true do
  local first = redis.call('LINDEX', KEYS[2], 0)
  local at, id = string.match(first, '^(%d+) (.+)$')
  if tonumber(at) > oldest and redis.call('LLEN', KEYS[2]) <= tonumber(ARGV[6]) then
    break
  end
  redis.call('LPOP', KEYS[2])
  redis.call('HDEL', KEYS[1], id)
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('PUBLISH', ARGV[1], ARGV[4])
return 1
