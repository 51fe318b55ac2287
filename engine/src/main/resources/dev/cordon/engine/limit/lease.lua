-- Calls at once, as one step and by Redis' own clock.
-- KEYS[1] a hash: l<identifier> until when in ms a call counts if nobody renews it; w whose it is
-- ARGV    1 take, renew or free   2 the call's identifier   3 how many there may be
--         4 how long a call counts in ms   5 w
-- returns whether it is granted, 0, how many ms to wait, how many there are
local key, op, field = KEYS[1], ARGV[1], 'l' .. ARGV[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local raw, live, known = redis.call('HGETALL', key), 0, false
for i = 1, #raw, 2 do
  if string.sub(raw[i], 1, 1) == 'l' then
    if raw[i] == field then
      known = true
    elseif tonumber(raw[i + 1]) <= now then
      redis.call('HDEL', key, raw[i])
    else
      live = live + 1
    end
  end
end
if op == 'free' then
  if live == 0 then redis.call('DEL', key) elseif known then redis.call('HDEL', key, field) end
  return {1, 0, 0, live}
end
if op == 'take' and not known and live >= tonumber(ARGV[3]) then
  return {0, 0, 1000, live}
end
redis.call('HSET', key, field, string.format('%.0f', now + ARGV[4]), 'w', ARGV[5])
redis.call('PEXPIRE', key, string.format('%.0f', ARGV[4] * 2))
return {1, 0, 0, live + 1}
