-- Takes a message of a room's chat away and tells all instances.
--
-- KEYS 1  {auction:ID}:chat   hash: message id -> message
-- ARGV 1  channel   2  message id   3  news for the channel
-- Result  1 removed, 0 there was none
if redis.call('HDEL', KEYS[1], ARGV[2]) == 0 then
  return 0
end
redis.call('PUBLISH', ARGV[1], ARGV[3])
return 1
