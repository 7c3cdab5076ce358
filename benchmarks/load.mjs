// Where wrk is not installed: the same numbers from autocannon, which has no 95th percentile of its own.
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'

const [url, connections, duration, file] = process.argv.slice(2)
const times = []
const options = {
  url, connections: Number(connections), duration: Number(duration), headers: { 'accept-encoding': 'gzip' }
}
// Given a file of paths, one a line, each request asks for the next one.
if (file) {
  const paths = readFileSync(file, 'utf8').split('\n')
  let asked = 0
  options.requests = [{ setupRequest: (request) => ({ ...request, path: paths[asked++ % paths.length] }) }]
}
const run = autocannon(options)
run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
const result = await run
times.sort((one, other) => one - other)
const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
console.log(JSON.stringify({
  per_second: times.length / result.duration, p50: at(0.5), p95: at(0.95), broken: result.errors - result.timeouts,
  refused: result.non2xx, late: result.timeouts
}))
