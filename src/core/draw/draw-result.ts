import { drawingIn } from './manifest.ts'
import { drawFrom, type Outcome, type Placed } from './sortition.ts'

export type ResultOf = {
  draw: string
  /** Id of the manifest's entry. */
  manifest: string
  drawnAt: string
  sources: { name: string; value: string | null; evidence: string | null }[]
  randomness: string
  /** Hex of the one-time code. */
  code: string
}

/** Of each stratum every member in order: label, position, what became of it, and the rule that passed it over. */
type Line = [member: string, position: string, outcome: string, rule?: string]

/** What became of each member and who is sent to it, in order, for the tables. */
export type Outcomes = { stratum: number; members: string[]; outcomes: Outcome[] }[]
export type Made = { document: Uint8Array; outcomes: Outcomes; sent: { task: string; people: string[] }[] }

/**
 * The draw, and 抽取结果 as it is entered: everything that somebody needs who does it again. Its members are written in the order of RFC 8785, and it holds
 * whole texts only, so that these are the standard's bytes (a test compares).
 */
export function makeResult({ manifest, about }: { manifest: Uint8Array; about: ResultOf }): Made {
  const { strata, sent } = drawFrom(drawingIn(manifest), Buffer.from(about.code, 'hex'), about.randomness)
  const text = JSON.stringify({
    code: about.code,
    draw: about.draw,
    drawnAt: about.drawnAt,
    format: 'draw-result/1',
    manifest: about.manifest,
    randomness: about.randomness,
    sent: sent.map(({ task, people, passed }) => ({
      passed: passed.map(({ person, rule }) => [person, rule]),
      people: people.map(({ person, position }) => [person, position.toString('hex')]),
      task,
    })),
    sources: about.sources.map(({ evidence, name, value }) => ({ evidence, name, value })),
    strata: strata.map(({ name, order }) => ({ name, order: order.map(lineOf) })),
  })
  return {
    document: Buffer.from(text),
    outcomes: strata.map(({ order }, stratum) => ({
      stratum,
      members: order.map(({ member }) => member),
      outcomes: order.map(({ outcome }) => outcome),
    })),
    sent: sent.map(({ task, people }) => ({ task, people: people.map(({ person }) => person) })),
  }
}

function lineOf({ member, position, outcome, rule }: Placed): Line {
  const place = position.toString('hex')
  return rule === undefined ? [member, place, outcome] : [member, place, outcome, rule]
}
