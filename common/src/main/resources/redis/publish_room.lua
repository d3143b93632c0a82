-- Publishes the message of one step of a room and keeps the room's position and short history with it,
-- atomically, so that a reader that joins meanwhile sees either both or neither.
--
-- KEYS 1  {auction:ID}:head     hash: seq = step of the newest message, last = that message
--      2  {auction:ID}:history  list: the newest messages without a gap, newest last
-- ARGV 1  channel   2  seq   3  message   4  most messages kept   5  seconds the keys live
-- Result  0 not newer than what is there, nothing done; 1 published;
--         2 published after a jump (also the first message): the history begins anew with it
local head = redis.call('HGET', KEYS[1], 'seq')
local seq = tonumber(ARGV[2])
local result = 1
if head and seq <= tonumber(head) then
  return 0
end
if not head or seq ~= tonumber(head) + 1 then
  redis.call('DEL', KEYS[2])
  result = 2
end
redis.call('HSET', KEYS[1], 'seq', ARGV[2], 'last', ARGV[3])
redis.call('RPUSH', KEYS[2], ARGV[3])
redis.call('LTRIM', KEYS[2], -tonumber(ARGV[4]), -1)
redis.call('EXPIRE', KEYS[1], ARGV[5])
redis.call('EXPIRE', KEYS[2], ARGV[5])
redis.call('PUBLISH', ARGV[1], ARGV[3])
return result
