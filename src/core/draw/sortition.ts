import { createHash, createHmac } from 'node:crypto'

/**
 * HMAC sortition (the method of draft-thomson-elegy-vrs). The place of a member depends on its own label alone: neither the order of the list nor another
 * entry moves it, and a citizen redoes it in five lines of any language. Whole numbers and bytes only.
 */

export type Member = { member: string; stratum: string }

/** H^times(secret), SHA-256 of bytes. The head that the manifest names is one step further than the code that is told with the result. */
export function hashedTimes(secret: Buffer, times: number): Buffer {
  let value = secret
  for (let at = 0; at < times; at++) value = createHash('sha256').update(value).digest()
  return value
}

/** The key of all positions of one draw: HMAC-SHA256 under the one-time code of what came from outside. */
export const drawKey = (code: Buffer, randomness: string): Buffer =>
  createHmac('sha256', code).update(randomness, 'utf8').digest()

/** 32 bytes, compared as a number from the left: the lowest comes first. */
export const positionOf = (key: Buffer, label: string): Buffer =>
  createHmac('sha256', key).update(label, 'utf8').update(Buffer.of(1)).digest()

export const memberLabel = (draw: string, stratum: string, member: string): string => `${draw}|${stratum}|${member}`
export const inspectorLabel = (draw: string, task: string, inspector: string): string =>
  `${draw}|inspector|${task}|${inspector}`

/** By the UTF-8 bytes of the names: the same in every language and on every machine. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/**
 * Shares of `total` by size, largest remainder: whole parts first, then one each to the largest remainders, of equal ones to the name that comes first.
 * None gets more than it has; what that leaves goes to the others by the same rule.
 */
export function quotasOf(sizes: ReadonlyMap<string, number>, total: number): Map<string, number> {
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const wanted = Math.min(total, all)
  // BigInt: size × total may leave what a double holds exactly.
  const shares = [...sizes].map(([name, size]) => {
    const product = BigInt(size) * BigInt(wanted)
    const divisor = BigInt(all || 1)
    return { name, size, quota: Number(product / divisor), remainder: product % divisor }
  })
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? byBytes(a.name, b.name) : a.remainder > b.remainder ? -1 : 1,
  )
  let left = wanted - shares.reduce((sum, { quota }) => sum + quota, 0)
  for (const share of byRemainder) {
    if (left === 0) break
    if (share.quota >= share.size) continue
    share.quota += 1
    left -= 1
  }
  return new Map(shares.map(({ name, quota }) => [name, quota]))
}

export type Stratum = {
  name: string
  quota: number
  substitutes: number
  members: readonly string[]
}
/** 回避: who must not be drawn, and the rule that says so. */
export type Conflict = { member: string; rule: string }
/** Who of the people must not go to which task. */
export type PairConflict = { task: string; person: string; rule: string }
/** People to be sent to what was drawn, `perTask` to each; nobody to more than `most`. */
export type Sending = { people: readonly string[]; perTask: number; most: number; conflicts: readonly PairConflict[] }

/** What the manifest fixes of the arithmetic. */
export type Drawing = {
  draw: string
  strata: readonly Stratum[]
  conflicts: readonly Conflict[]
  sending?: Sending | undefined
}

export type Outcome = 'drawn' | 'substitute' | 'rest' | 'conflict'
export type Placed = { member: string; position: Buffer; outcome: Outcome; rule?: string }
export type PlacedStratum = { name: string; order: Placed[] }
export type Sent = {
  task: string
  people: { person: string; position: Buffer }[]
  passed: { person: string; rule: string }[]
}
export type Drawn = { strata: PlacedStratum[]; sent: Sent[] }

/** 已到上限: the one rule of passing over that the draw itself makes. */
export const loadRule = '任务数已到上限'

/** The whole draw: every member's position, who is drawn, the substitutes behind them in the same order, and who is sent to what was drawn. */
export function drawFrom(drawing: Drawing, code: Buffer, randomness: string): Drawn {
  const key = drawKey(code, randomness)
  const rules = new Map(drawing.conflicts.map(({ member, rule }) => [member, rule]))
  const strata = drawing.strata.map((stratum) => placeStratum(drawing.draw, stratum, rules, key))
  return { strata, sent: drawing.sending ? sendPeople(drawing.draw, strata, drawing.sending, key) : [] }
}

function placeStratum(draw: string, stratum: Stratum, rules: ReadonlyMap<string, string>, key: Buffer): PlacedStratum {
  const sorted = stratum.members
    .map((member) => ({ member, position: positionOf(key, memberLabel(draw, stratum.name, member)) }))
    .sort((a, b) => Buffer.compare(a.position, b.position))
  let taken = 0
  const order = sorted.map(({ member, position }): Placed => {
    const rule = rules.get(member)
    if (rule !== undefined) return { member, position, outcome: 'conflict', rule }
    taken += 1
    if (taken <= stratum.quota) return { member, position, outcome: 'drawn' }
    return { member, position, outcome: taken <= stratum.quota + stratum.substitutes ? 'substitute' : 'rest' }
  })
  return { name: stratum.name, order }
}

/** Tasks in the order of the strata and of their positions; each has its own order of the people. */
function sendPeople(draw: string, strata: readonly PlacedStratum[], sending: Sending, key: Buffer): Sent[] {
  const rules = new Map(sending.conflicts.map(({ task, person, rule }) => [`${task}|${person}`, rule]))
  const load = new Map<string, number>()
  const tasks = strata.flatMap(({ order }) => order.filter(({ outcome }) => outcome === 'drawn'))
  return tasks.map(({ member: task }) => {
    const sorted = sending.people
      .map((person) => ({ person, position: positionOf(key, inspectorLabel(draw, task, person)) }))
      .sort((a, b) => Buffer.compare(a.position, b.position))
    const people: Sent['people'] = []
    const passed: Sent['passed'] = []
    for (const { person, position } of sorted) {
      if (people.length === sending.perTask) break
      const rule = rules.get(`${task}|${person}`) ?? ((load.get(person) ?? 0) >= sending.most ? loadRule : undefined)
      if (rule !== undefined) passed.push({ person, rule })
      else {
        people.push({ person, position })
        load.set(person, (load.get(person) ?? 0) + 1)
      }
    }
    return { task, people, passed }
  })
}
