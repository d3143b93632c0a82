-- What was said last in a room, oldest first, without what was removed or is too old.
--
-- KEYS 1  {auction:ID}:chat         hash: message id -> message
--      2  {auction:ID}:chat:order   list: "<ms> <message id>", newest last
-- ARGV 1  how many   2  ms after which a message is too old
local time = redis.call('TIME')
local oldest = time[1] * 1000 + math.floor(time[2] / 1000) - tonumber(ARGV[2])
local newestFirst = {}
for i = 1, redis.call('LLEN', KEYS[2]) do
  local said, id = string.match(redis.call('LINDEX', KEYS[2], -i), '^(%d+) (.+)$')
  if tonumber(said) <= oldest then
    break
  end
  local message = redis.call('HGET', KEYS[1], id)
  if message then
    newestFirst[#newestFirst + 1] = message
  end
  if #newestFirst == tonumber(ARGV[1]) then
    break
  end
end
local result = {}
for i = #newestFirst, 1, -1 do
  result[#result + 1] = newestFirst[i]
end
return result
