import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { makeResult } from './draw-result.ts'
import { drawn, packed } from './in-worker.ts'
import { type Manifest, manifestBytes } from './manifest.ts'

const labels = 10_500
const manifest: Manifest = {
  format: 'draw-manifest/1',
  draw: '202611232000011',
  purpose: 'revisit',
  title: '很多',
  rule: '一组里抽一百个。',
  drawAt: '2026-11-23T02:30:00Z',
  sources: [],
  head: '00'.repeat(32),
  strata: [
    { name: '全部', quota: 100, substitutes: 10, members: Array.from({ length: labels }, (_, at) => `label-${at}`) },
  ],
  conflicts: [],
}
const about = {
  draw: manifest.draw,
  manifest: 'entry',
  drawnAt: '2026-11-23T02:30:01Z',
  sources: [],
  randomness: '1.2.3./',
  code: '11'.repeat(32),
}

test('a large draw and its ZIP are made in another thread, the same as here', async () => {
  const input = { manifest: manifestBytes(manifest), about }
  const here = makeResult(input)
  const there = await drawn(input, labels)
  expect(Buffer.from(there.document).equals(here.document)).toBe(true)
  expect(there.outcomes).toEqual(here.outcomes)
  const zip = unzipSync(await packed({ 'result.json': here.document }, labels))
  const sheet = Buffer.from(zip['positions.csv'] ?? []).toString()
  expect(sheet.split('\r\n')).toHaveLength(labels + 2)
  expect(sheet.match(/,抽中,/g)).toHaveLength(100)
})
