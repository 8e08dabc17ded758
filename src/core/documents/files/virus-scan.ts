import { connect } from 'node:net'

export type ScanResult = 'clean' | 'infected' | 'unreachable'

const piece = 64 * 1024

/**
 * Asks clamd (INSTREAM, man 8 clamd): each piece preceded by its length in four bytes, big-endian, then a length of zero.
 * `address` is host:port. Anything but a clear OK is no OK.
 */
export function scanForViruses(address: string, content: Uint8Array, timeoutMs = 20_000): Promise<ScanResult> {
  const colon = address.lastIndexOf(':')
  const { promise, resolve } = Promise.withResolvers<ScanResult>()
  const socket = connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)) })
  let answer = ''
  socket.setTimeout(timeoutMs, () => socket.destroy())
  socket.on('connect', () => {
    socket.write('zINSTREAM\0')
    for (let at = 0; at < content.length; at += piece) {
      const part = content.subarray(at, at + piece)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(part.length)
      socket.write(length)
      socket.write(part)
    }
    socket.write(Buffer.alloc(4))
  })
  socket.on('data', (data) => {
    answer += data.toString('latin1').slice(0, 1000)
  })
  socket.on('error', () => {})
  socket.on('close', () => resolve(verdict(answer)))
  socket.on('end', () => socket.end())
  return promise
}

function verdict(answer: string): ScanResult {
  if (/^stream: OK\0?\s*$/.test(answer)) return 'clean'
  return /FOUND\0?\s*$/.test(answer) ? 'infected' : 'unreachable'
}
