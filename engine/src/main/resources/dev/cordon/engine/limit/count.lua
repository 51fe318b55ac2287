-- One counter, as one step and by Redis' own clock.
-- KEYS[1] a hash: n when it was used last; u used in period p, or s<slice> used in each slice of a
--         sliding period; b, t a burst's level and when that was; w whose it is, sealed
-- ARGV    1 reserve or settle
--         2 the period's length in ms, 0 for a month of the calendar
--         3 how many slices a sliding period has, 0 for one of the clock
--         4 the whole amount   5 what is wanted, or the difference to what was reserved
--         6 the period or slice that was reserved in
--         7 what was used meanwhile without asking   8 the most in a burst, 0 for any   9 w
-- returns whether it is granted, the period or slice, how many ms to wait (-1: to the month's end),
--         what is used
local key, settles = KEYS[1], ARGV[1] == 'settle'
local unit, slices, amount = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local wanted, since = tonumber(ARGV[5]), tonumber(ARGV[6])
local owed, burst = tonumber(ARGV[7]), tonumber(ARGV[8])

local state, raw = {}, redis.call('HGETALL', key)
for i = 1, #raw, 2 do state[raw[i]] = raw[i + 1] end
local time = redis.call('TIME')
local now = math.max(time[1] * 1000 + math.floor(time[2] / 1000), tonumber(state.n or 0))

local changed = {}
local function put(field, value)
  changed[#changed + 1] = field
  changed[#changed + 1] = string.format('%.0f', value)
end

-- The months since year 0; days become dates by eras of 400 years that begin in March.
local function month(ms)
  local day = math.floor(ms / 86400000) + 719468
  local era = math.floor(day / 146097)
  local d = day - era * 146097
  local y = math.floor((d - math.floor(d / 1460) + math.floor(d / 36524)
      - math.floor(d / 146096)) / 365)
  local m = math.floor((5 * (d - 365 * y - math.floor(y / 4) + math.floor(y / 100)) + 2) / 153)
  return (era * 400 + y) * 12 + m + 2
end

local used, period, wait, fits, keep = 0, 0, -1, true, unit
if slices == 0 then
  period = unit > 0 and math.floor(now / unit) or month(now)
  local passed = math.max(0, period - tonumber(state.p or period))
  used = math.max(0, tonumber(state.u or 0) - passed * amount) + owed
  if settles then
    if wanted > 0 or since == period then used = math.max(0, used + wanted) end
  else
    fits = used + wanted <= amount
    if unit > 0 then wait = (period + 1) * unit - now end
  end
else
  local all = {}
  period = math.floor(now * slices / unit) -- exact: the product is a whole number below 2^53
  for field, value in pairs(state) do
    if string.sub(field, 1, 1) == 's' then
      local slice = tonumber(string.sub(field, 2))
      if slice < period - slices then
        redis.call('HDEL', key, field)
      else
        all[#all + 1] = {slice, tonumber(value)}
        used = used + tonumber(value)
      end
    end
  end
  used = used + owed
  if settles then
    local slice = wanted > 0 and period or since
    local there = tonumber(state['s' .. ARGV[6]] or 0)
    if wanted < 0 and since >= period - slices and there > 0 then
      local back = math.min(there, -wanted)
      put('s' .. ARGV[6], there - back)
      used = used - back
    end
  else
    fits = used + wanted <= amount
    table.sort(all, function(a, b) return a[1] < b[1] end)
    local free = 0
    wait = unit
    for _, part in ipairs(all) do
      free = free + part[2]
      if used + wanted - free <= amount then
        wait = (part[1] + slices + 1) * unit / slices - now
        break
      end
    end
  end
end

local level = 0
if burst > 0 then
  level = math.max(0, tonumber(state.b or 0) - (now - tonumber(state.t or now)) * amount / unit)
  if settles then
    local reserved = tonumber(ARGV[10] or 0)
    level = math.max(0, level + reserved + wanted - math.min(reserved, burst))
  elseif level + math.min(wanted, burst) > burst + 0.001 then
    if fits then wait = (level + math.min(wanted, burst) - burst) * unit / amount end
    fits = false
  else
    level = level + math.min(wanted, burst)
  end
end

if fits and not settles then used = used + wanted end
if fits or owed ~= 0 then
  if slices == 0 then
    put('p', period)
    put('u', used)
    keep = (unit > 0 and unit or 2678400000) * (2 + math.floor(used / amount))
  else
    local more = owed
    if settles then more = more + math.max(0, wanted) elseif fits then more = more + wanted end
    local field = 's' .. string.format('%.0f', period)
    local there = tonumber(state[field] or 0)
    if changed[1] == field then
      changed[2] = string.format('%.0f', tonumber(changed[2]) + more)
    else
      put(field, there + more)
    end
    keep = unit * 2
  end
  put('n', now)
  if burst > 0 then
    put('t', now)
    changed[#changed + 1] = 'b'
    changed[#changed + 1] = string.format('%.6f', level)
  end
  changed[#changed + 1] = 'w'
  changed[#changed + 1] = ARGV[9]
  redis.call('HSET', key, unpack(changed))
  redis.call('PEXPIRE', key, string.format('%.0f', math.min(keep, 3162240000000))) -- a century
end
return {fits and 1 or 0, period, math.ceil(wait), used}
