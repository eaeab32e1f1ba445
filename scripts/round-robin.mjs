// A balancer for tests: each request goes to the next server. Prints its own address once it listens.
// Usage: node scripts/round-robin.mjs http://localhost:PORT...
import { createServer, request } from 'node:http'

const servers = process.argv.slice(2).map((url) => new URL(url))
let turn = 0

const balancer = createServer((incoming, outgoing) => {
  const server = servers[turn++ % servers.length]
  const { method, url: path, headers } = incoming
  // The Host header stays the balancer's: links lead back to it.
  const forwarded = request({ host: server.hostname, port: server.port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.rawHeaders)
    answer.pipe(outgoing)
  })
  forwarded.on('error', (error) => {
    if (!outgoing.headersSent) outgoing.writeHead(502)
    outgoing.end(String(error))
  })
  incoming.pipe(forwarded)
})
balancer.listen(0, 'localhost', () => console.log(`http://localhost:${balancer.address().port}`))
