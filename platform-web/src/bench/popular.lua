-- Asks for courses by popularity: id = rank, with the seeder's weight 1 / (rank + N/100). COURSES says how many there are.
local courses = tonumber(os.getenv("COURSES"))
local requests = {}
local position = 0

function init(args)
  math.randomseed(1)
  local cumulative, total = {}, 0
  for id = 1, courses do
    total = total + 1 / (id + courses / 100)
    cumulative[id] = total
  end
  -- Drawn beforehand, so that wrk spends no time on it while it measures.
  for i = 1, 100000 do
    local wanted, low, high = math.random() * total, 1, courses
    while low < high do
      local middle = math.floor((low + high) / 2)
      if cumulative[middle] < wanted then low = middle + 1 else high = middle end
    end
    requests[i] = wrk.format("GET", "/v1/courses/" .. low)
  end
end

function request()
  position = position % #requests + 1
  return requests[position]
end
