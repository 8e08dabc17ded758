import { createHash } from 'node:crypto'
import { type RoleId, roleNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { ExclusionRow } from './tables.ts'

/** Who may propose to take an answer out of a rate, and who may agree; always two persons in two roles. 督查 agrees to none, it looks at samples. */
export const proposing = ['head', 'dispatcher'] as const satisfies RoleId[]
export const deciding = ['dispatcher', 'leader'] as const satisfies RoleId[]

/** The role in which somebody proposes something about a unit: held there or above, or at the desk that filed the matter. */
export function proposingRole(
  actor: StaffActor,
  { unitLine, filingLine }: { unitLine: readonly string[]; filingLine: readonly string[] },
): (typeof proposing)[number] {
  if (actor.roles.some(({ role, unitId }) => role === 'head' && unitLine.includes(unitId))) return 'head'
  if (actor.roles.some(({ role, unitId }) => role === 'dispatcher' && filingLine.includes(unitId))) return 'dispatcher'
  throw forbidden('剔除由承办单位负责人或受理单位的派单员提出，别的单位不能代提。')
}

/** The role in which the second person decides: another one than that of the proposal, held by another person. */
export function decidingRole(
  actor: StaffActor,
  proposal: Pick<ExclusionRow, 'status' | 'proposedBy' | 'proposedRole'>,
): (typeof deciding)[number] {
  if (proposal.status !== 'proposed') {
    throw new Refusal('decided', '这一件已经有了结果，请刷新页面查看。', { status: 409 })
  }
  if (actor.personId === proposal.proposedBy) {
    throw new Refusal('same-person', '剔除要两个人：您提出的，要由另一个人确认，请等待或请同事处理。', {
      status: 422,
      field: 'decision',
    })
  }
  const role = deciding.find((one) => one !== proposal.proposedRole && actor.roles.some((held) => held.role === one))
  if (role) return role
  const others = deciding.filter((one) => one !== proposal.proposedRole).map((one) => roleNames[one])
  throw forbidden(`剔除要两个不同岗位的人：这一件由${others.join('或')}确认。`)
}

/** What may be taken out at all: an answer with a limit that does not count as in time; anything else would only shrink the whole. */
export function refuseUseless(answer: { met: boolean | null; standing: boolean | null }): void {
  if (answer.met === null)
    throw new Refusal('no-limit', '这次答复没有期限，本来就不计入按时率，不用剔除。', { field: 'seq' })
  if (answer.standing)
    throw new Refusal('met', '这次答复按时、也没有被退回，已经计为按时，不用剔除。', { field: 'seq' })
}

/** 本市自定 */
export const sampleShare = 0.2

/**
 * Whether 督查 looks at it: the first of each month, and one in five by the hash of an id that the machine made. Nobody who proposes or agrees knows it
 * before, and it never changes afterwards.
 */
export function isSampled(id: string, isFirstOfMonth: boolean): boolean {
  const drawn = createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32
  return isFirstOfMonth || drawn < sampleShare
}

/** 督查 looks at a sample that it had no part in. */
export function refuseCheck(
  actor: StaffActor,
  row: Pick<ExclusionRow, 'status' | 'sampled' | 'checkedAt' | 'proposedBy' | 'decidedBy'>,
): void {
  if (row.status !== 'confirmed' || !row.sampled) {
    throw new Refusal('not-sampled', '这一件没有抽中，或者已经不在剔除之列，请刷新页面查看。', { status: 409 })
  }
  if (row.checkedAt) throw new Refusal('checked', '这一件已经抽查过，请刷新页面查看。', { status: 409 })
  if (actor.personId === row.proposedBy || actor.personId === row.decidedBy) {
    throw new Refusal('own-part', '您参与过这一件的剔除，请由别的督查人员抽查。', { field: 'decision' })
  }
}
