-- Asks one address again and again, at random points of the populated part of Gyeonggi.
-- METHOD, ASK, TYPE and COOKIE come from the environment. ASK is the body of a POST or the path of a GET;
-- in it {lat} and {lon} are the point, {west} to {north} a box that reaches 3 km from it each way.
local ask = os.getenv("ASK")
local reach_lat, reach_lon = 0.02703, 0.03390
wrk.method = os.getenv("METHOD")
wrk.headers["Content-Type"] = os.getenv("TYPE")
wrk.headers["Cookie"] = os.getenv("COOKIE")

-- Each thread walks its own points.
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(number)
end

function request()
  local lat, lon = math.random(37200, 37650) / 1000, math.random(126750, 127250) / 1000
  local values = {
    lat = lat, lon = lon, west = lon - reach_lon, south = lat - reach_lat, east = lon + reach_lon, north = lat + reach_lat,
  }
  local text = ask:gsub("{(%a+)}", function(name)
    return values[name] and string.format("%.5f", values[name])
  end)
  if wrk.method == "GET" then return wrk.format(nil, text) end
  return wrk.format(nil, nil, nil, text)
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("P95 %.3f\nBAD %d\n", latency:percentile(95) / 1000, e.status + e.connect + e.read + e.timeout))
end
