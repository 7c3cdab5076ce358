// Where wrk is not installed: the same numbers from autocannon, which has no 95th percentile of its own.
import autocannon from 'autocannon'

const [url, connections, duration] = process.argv.slice(2)
const times = []
const run = autocannon({
  url, connections: Number(connections), duration: Number(duration), headers: { 'accept-encoding': 'gzip' }
})
run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
const result = await run
times.sort((one, other) => one - other)
const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
console.log(JSON.stringify({
  per_second: times.length / result.duration, p50: at(0.5), p95: at(0.95), broken: result.errors - result.timeouts,
  refused: result.non2xx, late: result.timeouts
}))
