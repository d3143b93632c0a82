-- Publishes messages of consecutive steps of a room and keeps the room's position and short history with
-- them, atomically, so that a reader that joins meanwhile sees either both or neither.
--
-- KEYS 1  {auction:ID}:head     hash: seq = step of the newest message, last = that message
--      2  {auction:ID}:history  list: the newest messages without a gap, newest last
-- ARGV 1  channel   2  most messages kept   3  seconds the keys live   4  step of the first message
--      5… the messages, oldest first
-- Result  0 none newer than what is there, nothing done; 1 published, what was not newer left out;
--         2 published after a jump (also the first message): the history begins anew with them
local head = tonumber(redis.call('HGET', KEYS[1], 'seq'))
local first = tonumber(ARGV[4])
local last = first + #ARGV - 5
if head and last <= head then
  return 0
end
local from = 5
local result = 1
if head and first <= head then
  from = from + head + 1 - first
elseif not head or first ~= head + 1 then
  redis.call('DEL', KEYS[2])
  result = 2
end
local kept = math.max(from, #ARGV + 1 - tonumber(ARGV[2]))
redis.call('HSET', KEYS[1], 'seq', string.format('%.0f', last), 'last', ARGV[#ARGV])
redis.call('RPUSH', KEYS[2], unpack(ARGV, kept))
redis.call('LTRIM', KEYS[2], -tonumber(ARGV[2]), -1)
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[3])
for i = from, #ARGV do
  redis.call('PUBLISH', ARGV[1], ARGV[i])
end
return result
