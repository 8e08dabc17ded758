import {
  type Happening,
  lastStep,
  type MatterState,
  needHolder,
  needState,
  needText,
  type OwnStep,
  refuse,
  type Silence,
  stepTaken,
} from '#core/matters/index.ts'

/** Marks that the clock sets where a report is missing, and the report takes away. */
export const referralMarks = { firstReplyLate: '首次回复逾期', progressLate: '进展报告逾期' } as const

const marked = (mark: keyof typeof referralMarks, on: boolean): Happening => ({
  type: 'marked',
  data: { mark, on, unitId: null, text: null },
})

const without = (state: MatterState, ...marks: (keyof typeof referralMarks)[]): Happening[] =>
  marks.filter((mark) => state.marks.includes(mark)).map((mark) => marked(mark, false))

const underWay = ['inProgress', 'awaitingApproval'] as const

/** 首次回复：the plan and the date by which it will be done, three working days after the instruction*. */
const firstReply: OwnStep = {
  title: '首次回复：办理方案和完成日期',
  part: 'remark',
  decide: (state, command, deciding) => {
    needHolder(state, deciding, '作首次回复')
    needState(state, underWay, '作首次回复')
    if (lastStep(state, 'firstReply')) refuse('already-replied', '已经作过首次回复，之后的情况请用“报告进展”。')
    needText(deciding.text, '请写明怎么办、分几步、每步谁负责。')
    if (!command.on) refuse('no-date', '请填写准备哪一天办完。', 'on')
    const today = deciding.counting.settings.city.dateOf(deciding.at)
    if (Temporal.PlainDate.compare(command.on, today) < 0) refuse('date-past', '完成日期不能早于今天。', 'on')
    return [stepTaken(command, deciding), ...without(state, 'firstReplyLate')]
  },
}

const report = (title: string, doing: string): OwnStep => ({
  title,
  part: 'remark',
  decide: (state, command, deciding) => {
    needHolder(state, deciding, doing)
    needState(state, underWay, doing)
    if (!lastStep(state, 'firstReply')) refuse('no-first-reply', '请先作首次回复（办理方案和完成日期），再报告进展。')
    needText(deciding.text, '请写明做了什么、还差什么、下一步哪天做。')
    return [stepTaken(command, deciding), ...without(state, 'progressLate')]
  },
})

export const referralSteps: Record<string, OwnStep> = {
  firstReply,
  progress: report('报告进展', '报告进展'),
  /** 阶段性办结不是办结：it is told, and the matter stays open with its clock. */
  stage: report('报告阶段性结果（不算办结）', '报告阶段性结果'),
}

export const referralSilences: Silence[] = [
  {
    name: 'firstReplyLate',
    rule: 'REF-first-reply',
    from: (state) =>
      state.closedAt || lastStep(state, 'firstReply') || state.marks.includes('firstReplyLate')
        ? null
        : (state.answerClock[0]?.at ?? null),
    brings: () => [marked('firstReplyLate', true)],
  },
  {
    name: 'progressLate',
    rule: 'REF-progress',
    from: (state) =>
      state.state !== 'inProgress' || state.marks.includes('progressLate')
        ? null
        : (lastStep(state, 'firstReply', 'progress', 'stage')?.at ?? null),
    brings: () => [marked('progressLate', true)],
  },
]
