import type { z } from 'zod'
import { askerWords, ratingForm, readActs, rejectionForm, usualCommands, usualForms } from '#core/following/index.ts'
import type { Command } from '#core/matters/index.ts'
import { rejectionReasons } from '../rejection-reasons.ts'
import { type FollowAct, supplementMost } from './follow-forms.tsx'

const limits = { most: supplementMost, advice: '请删减一些，或作为文件附上' }
const { supplements, acceptance, withdrawal, reopening } = usualForms(limits)

/** What is sent for each act, by the noun in the address. */
export const followForms = {
  supplements,
  acceptance,
  rejection: rejectionForm(rejectionReasons, askerWords('哪里还没解决；第二次不认可时必填', null, limits)),
  rating: ratingForm({
    unsaid: '请选择问题解决了没有。',
    solved: '问题解决了吗',
    satisfied: '对办理满意吗，5 最满意',
    remark: askerWords('想说的话', null, { ...limits, most: 500 }),
  }),
  withdrawal,
  reopening,
} satisfies Record<FollowAct, z.ZodObject>

/** What the writer may ask of their letter. */
export const followActs = readActs<typeof followForms, Command>(followForms, usualCommands)
