import { join } from 'node:path'
import { workersOf } from '#platform/workers/pool.ts'
import { type Made, makeResult, type ResultOf } from './draw-result.ts'
import { packFiles } from './pack-files.ts'

const inWorker = workersOf({ source: join(import.meta.dirname, 'worker.ts'), built: 'draw-worker.js' })

/** Up to so many labels are drawn where one stands: 2 µs each, and a thread's start is longer. */
const few = 10_000

export const drawn = (input: { manifest: Uint8Array; about: ResultOf }, labels: number): Promise<Made> | Made =>
  labels > few ? inWorker('makeResult', input) : makeResult(input)

export const packed = (files: Record<string, Uint8Array>, labels: number): Promise<Uint8Array> | Uint8Array =>
  labels > few ? inWorker('packFiles', files) : packFiles(files)
