-- wrk itself prints neither the 95th percentile nor anything meant to be read by a program.
function done(summary, latency, _)
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write
  io.write(string.format(
    '{"per_second": %.1f, "p50": %.3f, "p95": %.3f, "broken": %d, "refused": %d, "late": %d}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    broken, errors.status, errors.timeout
  ))
end

-- Given a file of paths, one a line, each request asks for the next one.
function init(arguments)
  if not arguments[1] then return end
  local requests, at = {}, 0
  for path in io.lines(arguments[1]) do requests[#requests + 1] = wrk.format(nil, path) end
  function request()
    at = at % #requests + 1
    return requests[at]
  end
end
