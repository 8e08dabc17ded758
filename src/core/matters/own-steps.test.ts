import { beforeAll, describe, expect, it } from 'vitest'
import { workdays } from '#core/calendar/index.ts'
import { answerReading, dueOf, nextWake } from './clocks.ts'
import type { Counting } from './counting.ts'
import { needHolder, refuse, stepTaken } from './deciding.ts'
import { replay } from './evolve.ts'
import type { Kind } from './kind.ts'
import { asker, at, clockActor, matterId, Story, staff, testCounting, testKind } from './matters-for-tests.ts'
import { lastStep } from './state.ts'

let counting: Counting
beforeAll(async () => {
  counting = await testCounting()
})

/** A request with 受理, 补正 once, silence on both sides, and answers of two sorts; its giver rejects as often as it takes. */
const kind: Kind = {
  ...testKind,
  answerFrom: 'step',
  answerChoices: { granted: '予以公开', refused: '不予公开' },
  steps: { approval: true, confirmation: true, rejection: { byAnother: false, times: null } },
  ownSteps: {
    accept: {
      title: '受理',
      part: 'remark',
      decide: (state, command, deciding) => {
        needHolder(state, deciding, '受理')
        if (lastStep(state, 'accept')) refuse('accepted', '已经受理。')
        return [stepTaken(command, deciding, { does: 'start', at: deciding.at.toString(), rule: null })]
      },
    },
    correction: {
      title: '通知补正',
      part: 'question',
      choices: { materials: '补充材料', description: '补充说明' },
      decide: (_, command, deciding) => [stepTaken(command, deciding)],
    },
  },
  silences: [
    {
      name: 'accepted',
      rule: workdays(5),
      from: (state) => (lastStep(state, 'accept') || state.steps.length > 0 ? null : state.openedAt),
      brings: (state) => [
        {
          type: 'stepped',
          data: {
            step: 'accept',
            choice: null,
            unitId: null,
            on: null,
            text: null,
            fileIds: [],
            clock: { does: 'start', at: state.openedAt.toString(), rule: null },
          },
        },
      ],
    },
    {
      name: 'dropped',
      rule: workdays(10),
      from: (state) => (state.steps.at(-1)?.step === 'correction' ? (state.steps.at(-1)?.at ?? null) : null),
      brings: () => [{ type: 'closed', data: { outcome: 'dropped', text: null, due: null } }],
    },
  ],
}
const own = { kind }

describe('steps of a kind', () => {
  it('acceptance ends the accept clock and starts the answer clock; the same state comes from the log again', () => {
    const story = new Story(counting, '2026-11-23T10:00', { answerFrom: 'step' })
    story.do(staff.dispatcher, { type: 'dispatch', unitId: staff.housing.unitId }, own)
    expect(answerReading(story.state, counting, story.now)?.state).toBe('notStarted')
    story.do(staff.housing, { type: 'sign' }, own).at('2026-11-24T09:00')
    story.do(staff.housing, { type: 'step', step: 'accept', text: '符合条件' }, own)
    expect(dueOf(story.state, counting)?.on.toString()).toBe('2026-12-15')
    expect(story.refused(staff.housing, { type: 'step', step: 'accept' }, own)).toBe('已经受理。')
    expect(replay(matterId, story.events)).toEqual(story.state)
  })

  it('only the steps and choices that the kind declares, and only while it is open', () => {
    const story = new Story(counting, '2026-11-23T10:00', { answerFrom: 'step' })
    expect(story.refused(staff.dispatcher, { type: 'step', step: 'other' }, own)).toContain('没有这个环节')
    expect(story.refused(staff.dispatcher, { type: 'step', step: 'correction' }, own)).toContain('请选择')
    expect(story.refused(staff.dispatcher, { type: 'step', step: 'accept' })).toContain('没有这个环节')
    story.do(asker, { type: 'withdraw' }, own)
    const late = story.refused(staff.dispatcher, { type: 'step', step: 'correction', choice: 'materials' }, own)
    expect(late).toContain('已了结')
  })
})

describe('silence', () => {
  it('accepts from the day of receipt when the office says nothing for five working days (行政许可法 第32条)', () => {
    const story = new Story(counting, '2026-11-23T10:00', { answerFrom: 'step' })
    story.do(staff.dispatcher, { type: 'dispatch', unitId: staff.housing.unitId }, own)
    story.do(staff.housing, { type: 'sign' }, own)
    expect(story.at('2026-11-30T23:59').do(clockActor, { type: 'wake' }, own).state.steps).toEqual([])
    story.at('2026-12-01T08:00').do(clockActor, { type: 'wake' }, own)
    expect(lastStep(story.state, 'accept')?.at).toEqual(at('2026-12-01T00:00'))
    expect(story.state.answerClock).toEqual([{ type: 'start', at: at('2026-11-23T10:00') }])
  })

  it('drops what the asker does not correct, and comes to rest', () => {
    const story = new Story(counting, '2026-11-23T10:00', { answerFrom: 'step' })
    story.do(staff.dispatcher, { type: 'step', step: 'correction', choice: 'materials', text: '请补正' }, own)
    story.at('2026-12-08T00:00').do(clockActor, { type: 'wake' }, own)
    expect([story.state.state, story.state.outcome]).toEqual(['closed', 'dropped'])
    expect(nextWake(story.state, kind, counting, story.now)).toBeNull()
  })
})

describe('answers', () => {
  const accepted = () =>
    new Story(counting, '2026-11-23T10:00', { answerFrom: 'step' })
      .do(staff.dispatcher, { type: 'dispatch', unitId: staff.housing.unitId }, own)
      .do(staff.housing, { type: 'sign' }, own)
      .do(staff.housing, { type: 'step', step: 'accept' }, own)

  it('are of one of the declared sorts', () => {
    const story = accepted()
    expect(story.refused(staff.housing, { type: 'submitDraft', text: '同意' }, own)).toContain('哪一种答复')
    expect(story.refused(staff.housing, { type: 'submitDraft', text: '同意', choice: 'no' }, own)).toContain('哪一种')
    story.do(staff.housing, { type: 'submitDraft', text: '同意', choice: 'granted' }, own)
    story.do(staff.housingHead, { type: 'answer' }, own)
    expect(story.state.answer?.choice).toBe('granted')
  })

  it('of a kind without another hand are rejected as often as it takes, and the same person goes on', () => {
    const story = accepted()
    for (const _ of [1, 2, 3]) {
      story.do(staff.housing, { type: 'submitDraft', text: '办好了', choice: 'granted' }, own)
      story.do(staff.housingHead, { type: 'answer' }, own)
      story.do(asker, { type: 'rejectAnswer', reason: 'unsolved' }, own)
    }
    expect([story.state.state, story.state.rejections]).toEqual(['inProgress', 3])
    expect(story.state.holder.personId).toBe(staff.housing.personId)
  })
})

it('a clock that starts at the opening is not started again by the dispatch', () => {
  const story = new Story(counting, '2026-11-23T10:00', { answerFrom: 'opening' })
  story.at('2026-11-25T10:00').dispatched()
  expect(story.state.answerClock).toEqual([{ type: 'start', at: at('2026-11-23T10:00') }])
})

it('who keeps an instruction for its giver may reject in their place, another not', () => {
  const keeping: Kind = { ...testKind, actsForAsker: (actor) => actor.kind === 'staff' && actor.name === '督查' }
  const story = new Story(counting).answered()
  const rejection = { type: 'rejectAnswer', reason: 'unsolved' } as const
  expect(story.refused(staff.leader, rejection, { kind: keeping })).toContain('只有')
  expect(story.do(staff.supervisor, rejection, { kind: keeping }).state.state).toBe('inProgress')
})
