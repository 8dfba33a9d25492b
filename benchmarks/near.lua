-- Posts a random point of the populated part of Gyeonggi; BODY, TYPE and COOKIE come from the environment.
wrk.method = "POST"
wrk.headers["Content-Type"] = os.getenv("TYPE")
wrk.headers["Cookie"] = os.getenv("COOKIE")

function request()
  local lat, lon = math.random(37200, 37650) / 1000, math.random(126750, 127250) / 1000
  return wrk.format(nil, nil, nil, string.format(os.getenv("BODY"), lat, lon))
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("P95 %.3f\nBAD %d\n", latency:percentile(95) / 1000, e.status + e.connect + e.read + e.timeout))
end
