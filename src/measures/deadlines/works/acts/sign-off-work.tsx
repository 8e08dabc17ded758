import { z } from 'zod'
import { happen } from '../happen.ts'
import { isSupervisor, supervisingAt, unitOfAct } from '../who-may.ts'
import { NotFilled, readForm, words } from '../words.ts'
import { MilestoneField, WordsField } from './act-fields.tsx'
import { milestoneNumber, milestoneOf } from './milestone-of.ts'
import type { WorkAct } from './work-act.ts'

const who = { who: '销号由不在责任单位任职的督查人员决定。' }

/** 销号: after every proof and the users' word. */
export const signOffAct: WorkAct = {
  noun: 'sign-off',
  title: '同意销号',
  button: '同意销号',
  place: 'main',
  form: null,
  bar: (actor, { row, state, units }) => {
    if (!isSupervisor(actor, row, units)) return who
    if (state === 'done') return null
    if (state === 'signedOff') return { when: '已经销号。' }
    if (!row.provedAt) return { when: '还有节点没有佐证，不能销号。' }
    return { when: row.blockedSince ? '受阻还没有解除，不能销号。' : '使用方还没有确认，不能销号。' }
  },
  async perform({ house, actor, work }) {
    await happen(house, actor, work, { type: 'signedOff', unitId: unitOfAct(actor, supervisingAt(actor)) })
  },
}

const refusal = z.object({ milestone: milestoneNumber, missing: words('不同意销号的理由') })

/** 不同意销号: with the milestone whose proof does not hold, which is then to be proved again. */
export const refuseSignOffAct: WorkAct = {
  noun: 'sign-off-refusal',
  title: '不同意销号，退回佐证',
  button: '退回',
  place: 'more',
  look: 'secondary',
  form: refusal,
  bar: (actor, { row, milestones, units }) => {
    if (!isSupervisor(actor, row, units)) return who
    return milestones.some(({ provedAt }) => provedAt) ? null : { when: '还没有报告办成的节点。' }
  },
  Fields: (form) => (
    <>
      <MilestoneField form={form} of="proved" hint="佐证不够的节点，退回后重新算作没有办成" />
      <WordsField form={form} name="missing" label="缺什么，怎么补" />
    </>
  ),
  async perform({ house, actor, work }, typed) {
    const { milestone: number, missing } = readForm(refusal, typed)
    const milestone = milestoneOf(work, number)
    if (!milestone.provedAt) throw new NotFilled({ milestone: '这个节点还没有报告办成，请选另一个。' })
    const unitId = unitOfAct(actor, supervisingAt(actor))
    await happen(house, actor, work, { type: 'signOffRefused', unitId, milestoneId: milestone.id, words: missing })
    await happen(house, actor, work, { type: 'proofReturned', unitId, milestoneId: milestone.id })
  },
}
