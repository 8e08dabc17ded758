import { z } from 'zod'
import type { Drawing } from './sortition.ts'
import type { Source } from './sources.ts'

/** 抽取方案: all that is fixed before the chance exists; in the record byte for byte (RFC 8785). Nothing in it is personal: labels are public numbers or salted hashes. */
export type Manifest = {
  format: 'draw-manifest/1'
  /** Its number. */
  draw: string
  purpose: string
  title: string
  rule: string
  /** ISO, the moment. */
  drawAt: string
  sources: Source[]
  head: string
  strata: { name: string; quota: number; substitutes: number; members: string[] }[]
  conflicts: { member: string; rule: string }[]
  sending?: {
    people: string[]
    perTask: number
    most: number
    conflicts: { task: string; person: string; rule: string }[]
  }
  redrawOf?: { draw: string; reason: string }
}

const read = z.object({
  draw: z.string(),
  strata: z.array(z.object({ name: z.string(), quota: z.int(), substitutes: z.int(), members: z.array(z.string()) })),
  conflicts: z.array(z.object({ member: z.string(), rule: z.string() })),
  sending: z
    .object({
      people: z.array(z.string()),
      perTask: z.int(),
      most: z.int(),
      conflicts: z.array(z.object({ task: z.string(), person: z.string(), rule: z.string() })),
    })
    .optional(),
})

/** What is drawn is what was committed to, never what the tables say today. */
export const drawingIn = (manifest: Uint8Array): Drawing => read.parse(JSON.parse(new TextDecoder().decode(manifest)))

/** As it is entered: members in the order of RFC 8785, whole texts and whole numbers only, so that these are the standard's bytes (a test compares). */
export function manifestBytes(manifest: Manifest): Buffer {
  const { conflicts, draw, drawAt, format, head, purpose, redrawOf, rule, sending, sources, strata, title } = manifest
  return Buffer.from(
    JSON.stringify({
      conflicts: conflicts.map(({ member, rule }) => ({ member, rule })),
      draw,
      drawAt,
      format,
      head,
      purpose,
      ...(redrawOf && { redrawOf: { draw: redrawOf.draw, reason: redrawOf.reason } }),
      rule,
      ...(sending && {
        sending: {
          conflicts: sending.conflicts.map(({ person, rule, task }) => ({ person, rule, task })),
          most: sending.most,
          people: sending.people,
          perTask: sending.perTask,
        },
      }),
      sources: sources.map(sorted),
      strata: strata.map(({ members, name, quota, substitutes }) => ({ members, name, quota, substitutes })),
      title,
    }),
  )
}

const sorted = (source: Source): Record<string, unknown> =>
  Object.fromEntries(Object.entries(source).sort(([a], [b]) => (a < b ? -1 : 1)))
