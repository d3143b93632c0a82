-- Keeps a copy for all instances, unless its place is closed or holds a newer one.
--
-- KEYS 1  the copy's place
-- ARGV 1  the copy, which begins with VERSION;STAMP;   2  its version   3  its stamp
--      4  milliseconds it lives
-- Result  1 kept, 0 not
local known = redis.call('GETRANGE', KEYS[1], 0, 127)
if known == '-' then
  return 0
end
local version, stamp = string.match(known, '^(%d+);([^;]*);')
if version and stamp == ARGV[3] and tonumber(version) > tonumber(ARGV[2]) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[4])
return 1
