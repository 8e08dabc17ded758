import { z } from 'zod'
import { askerWords, ratingForm, readActs, usualCommands, usualForms } from '#core/following/index.ts'
import type { Command } from '#core/matters/index.ts'
import type { Stage } from '../recheck.ts'

export const mostWords = 2000

const limits = { most: mostWords }
const { supplements, withdrawal } = usualForms(limits)
const recheck = z.object({
  reason: askerWords('不服的理由', '请写明对意见哪里不服、请求怎么处理。', { ...limits, least: 10 }),
})
const forms = {
  supplements,
  delivery: z.object({}),
  recheck,
  'final-review': recheck,
  rating: ratingForm({
    unsaid: '请选择问题解决了没有。',
    solved: '问题解决了吗',
    satisfied: '对办理满意吗，5 最满意',
    remark: askerWords('想说的话', null, limits),
  }),
  withdrawal,
}
export type FollowAct = keyof typeof forms

/** A command of the engine, or 复查 and 复核, which open a matter of their own. */
export type Asked = Command | { stage: Stage; reason: string }

export const followActs = readActs<typeof forms, Asked>(forms, {
  ...usualCommands,
  delivery: () => ({ type: 'step', step: 'deliver', choice: 'online' }),
  recheck: ({ reason }) => ({ stage: 'recheck', reason }),
  'final-review': ({ reason }) => ({ stage: 'finalReview', reason }),
})
