import { createHash, createHmac } from 'node:crypto'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { z } from 'zod'
import type { House } from '#platform/house.ts'
import { enough, type Source } from './sources.ts'

/** drand's network `quicknet` (bls-unchained-g1-rfc9380): a round every three seconds, each a signature that nobody can foresee and everybody can check. */
export const quicknet = {
  chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  genesis: 1_692_803_367,
  period: 3,
  domain: 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_',
} as const

/** The first round that does not exist before `at`. */
export const roundAt = (at: Temporal.Instant): number =>
  Math.ceil((at.epochMilliseconds / 1000 - quicknet.genesis) / quicknet.period) + 1

export const drandAt = (at: Temporal.Instant): Source => {
  const round = roundAt(at)
  return {
    kind: 'drand',
    name: `drand 公开信标第 ${round} 轮`,
    chain: quicknet.chain,
    round,
    at: at.toString(),
    bits: 256,
  }
}

export const demoAt = (at: Temporal.Instant): Source => ({
  kind: 'demo',
  name: '演示信标（只供演示，不作数）',
  at: at.toString(),
  bits: enough,
})

const answered = z.object({ round: z.int(), randomness: z.string(), signature: z.string().regex(/^[0-9a-f]{96}$/) })
const patience = 10_000

/** What a source told that tells by itself; null where people enter it, or where it is not there yet. */
export async function beaconValue(
  house: Pick<House, 'config' | 'secrets'>,
  source: Source,
): Promise<{ value: string; evidence: string } | null> {
  if (source.kind === 'demo') {
    const key = house.secrets.deriveKey('draw/demo-beacon')
    return { value: createHmac('sha256', key).update(source.at).digest('hex'), evidence: '演示' }
  }
  if (source.kind !== 'drand' || !house.config.drandUrl) return null
  const answer = await fetch(`${house.config.drandUrl}/${source.chain}/public/${source.round}`, {
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  if (!answer.ok) return null
  const { round, randomness, signature } = answered.parse(await answer.json())
  if (round !== source.round || !isSigned(round, signature))
    throw new Error(`drand round ${source.round}: the signature does not hold`)
  const value = createHash('sha256').update(Buffer.from(signature, 'hex')).digest('hex')
  if (value !== randomness) throw new Error(`drand round ${source.round}: not the hash of its signature`)
  return { value, evidence: signature }
}

/** BLS over the hash of the round's number, under the network's public key. */
export function isSigned(round: number, signature: string): boolean {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(round))
  const bls = bls12_381.shortSignatures
  try {
    const message = bls.hash(createHash('sha256').update(bytes).digest(), quicknet.domain)
    return bls.verify(Buffer.from(signature, 'hex'), message, Buffer.from(quicknet.publicKey, 'hex'))
  } catch {
    // Not a point of the curve.
    return false
  }
}
