-- Asks for the addresses of a file, at random, compressed by gzip if it can be. PATHS is the file, one a line.
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
wrk.headers["Accept-Encoding"] = "gzip"

local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(number)
end

function request()
  return wrk.format(nil, paths[math.random(#paths)])
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("P95 %.3f\nBAD %d\n", latency:percentile(95) / 1000, e.status + e.connect + e.read + e.timeout))
end
