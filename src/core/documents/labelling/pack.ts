import { gunzipSync, gzipSync } from 'node:zlib'
import type { LinearModel } from './linear-model.ts'

/** Several models as one piece of bytes: a line of JSON with their labels and sizes, then the numbers, all compressed. */
export function packModels(models: readonly LinearModel[]): Buffer {
  const head = models.map(({ labels, terms }) => ({ labels, terms: terms.length }))
  const line = Buffer.from(`${JSON.stringify(head)}\n`)
  return gzipSync(
    Buffer.concat([line, ...models.flatMap(({ terms, idf, weights }) => [terms, idf, weights].map(bytesOf))]),
  )
}

export function unpackModels(packed: Uint8Array): LinearModel[] {
  const bytes = gunzipSync(packed)
  let at = bytes.indexOf(10) + 1
  const numbers = (count: number): ArrayBuffer => {
    const part = new Uint8Array(count * 4)
    part.set(bytes.subarray(at, at + count * 4))
    at += count * 4
    return part.buffer
  }
  const head = JSON.parse(bytes.subarray(0, at).toString('utf8')) as { labels: string[]; terms: number }[]
  return head.map(({ labels, terms }) => ({
    labels,
    terms: new Uint32Array(numbers(terms)),
    idf: new Float32Array(numbers(terms)),
    weights: new Float32Array(numbers((terms + 1) * labels.length)),
  }))
}

const bytesOf = (numbers: Uint32Array | Float32Array): Buffer =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
