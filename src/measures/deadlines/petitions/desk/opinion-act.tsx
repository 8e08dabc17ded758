import { z } from 'zod'
import {
  type ActFormProps,
  ChoiceField,
  type DeskAct,
  type Doing,
  maybeWords,
  NotFilled,
  readForm,
  type Typed,
  WordsField,
  words,
} from '#core/casework/index.ts'
import { act, keepText } from '#core/matters/index.ts'
import { acceptanceOf, choicesOf, hasOpinionLetter, isReview, opinionTitle } from '../petition.ts'
import { type Opinion, opinionOf, opinionParts, opinionText } from './opinion.ts'

const maybeParts = z.object({
  claim: maybeWords('投诉请求', 1000),
  facts: maybeWords('事实和理由', 3000),
  opinion: maybeWords('处理意见', 3000),
  basis: maybeWords('法律法规依据', 1000),
  replyText: maybeWords('答复（建议意见、检举控告和协办件）', 5000),
})
const draftForm = maybeParts.extend({
  answerChoice: z
    .string()
    .optional()
    .meta({ description: '意见的种类，例如 support 支持、explain 解释说明、notSupport 不支持' }),
  intent: z.enum(['submit', 'save']).optional().meta({ description: 'submit 提交审核（默认），save 只存草稿' }),
})
const partsForm = z.object({
  claim: words('投诉请求', opinionParts[0]),
  facts: words('事实和理由', opinionParts[1]),
  opinion: words('处理意见', opinionParts[2]),
  basis: words('法律法规依据', opinionParts[3]),
})
const replyForm = z.object({ replyText: words('答复', { least: 10, most: 5000 }) })

/** 拟写意见书: of 申诉求决, 复查 and 复核 in the four parts of the law; of the others, and of a joint unit's share, just words. */
export const opinionAct: DeskAct = {
  noun: 'drafts',
  command: 'submitDraft',
  // What was accepted only: the petitioner has to know first who handles it and until when (第23条).
  offered: (state) => state.kind !== 'petition' || isReview(state.class) || acceptanceOf(state) !== undefined,
  tried: (state) => ({ type: 'submitDraft', text: '意见', choice: choicesOf(state.class)[0]?.value ?? '' }),
  takesMaterials: true,
  title: '拟写意见书',
  button: '提交审核',
  place: 'reply',
  keys: 'w',
  form: draftForm,
  fields: { choice: 'answerChoice', text: 'replyText' },
  Fields: (form) => (form.matter.kind === 'petition' ? <OpinionFields form={form} /> : <ReplyField form={form} />),
  async perform(doing, typed) {
    const { house, actor, matterId } = doing
    if (typed.intent === 'save') {
      await keepText(house, actor, matterId, 'draft', savedText(doing, typed))
      return
    }
    const text = submittedText(doing, typed)
    const choice = doing.matter.kind === 'petition' ? needChoice(doing, typed) : undefined
    if (isUnaccepted(doing)) throw new NotFilled({ drafts: '还没有告知受理，请先出具受理告知，再拟写意见书。' })
    await act(house, actor, matterId, { type: 'submitDraft', text, ...(choice && { choice }) })
  },
}

const hasParts = ({ matter }: Pick<Doing, 'matter'>): boolean =>
  matter.kind === 'petition' && hasOpinionLetter(matter.class)

const isUnaccepted = ({ matter, choices }: Doing): boolean =>
  matter.kind === 'petition' && !isReview(matter.class) && choices.own.accepted?.length === 0

function needChoice({ matter }: Doing, typed: Typed): string {
  const chosen = choicesOf(matter.class).find(({ value }) => value === typed.answerChoice)
  if (chosen) return chosen.value
  throw new NotFilled({ answerChoice: '请选择意见的种类。' })
}

const submittedText = (doing: Doing, typed: Typed): string =>
  hasParts(doing) ? opinionText(readForm(partsForm, typed)) : readForm(replyForm, typed).replyText

/** As far as it is written; an empty page is no draft. */
function savedText(doing: Doing, typed: Typed): string {
  const read = readForm(maybeParts, typed)
  const parts: Opinion = {
    claim: read.claim ?? '',
    facts: read.facts ?? '',
    opinion: read.opinion ?? '',
    basis: read.basis ?? '',
  }
  const text = hasParts(doing) ? opinionText(parts) : (read.replyText ?? '')
  const isEmpty = hasParts(doing) ? Object.values(parts).every((words) => words === '') : text === ''
  if (isEmpty) throw new NotFilled({ drafts: '还没有写什么，写一点再存。' })
  return text
}

function OpinionFields({ form }: { form: ActFormProps }) {
  const choices = choicesOf(form.matter.class)
  const only = choices.length === 1 ? choices[0]?.value : undefined
  return (
    <>
      <ChoiceField
        form={form}
        name="answerChoice"
        label="意见的种类"
        options={choices}
        {...(only && { chosen: only })}
      />
      {hasOpinionLetter(form.matter.class) ? <PartFields form={form} /> : <ReplyField form={form} />}
    </>
  )
}

function PartFields({ form }: { form: ActFormProps }) {
  const saved = opinionOf(form.typed.replyText ?? '')
  const known: Opinion = { ...saved, claim: saved.claim || (form.matter.concerns ?? '') }
  const typed = { ...known, ...form.typed }
  return (
    <>
      {opinionParts.map(({ name, what, most }) => (
        <WordsField
          key={name}
          form={{ ...form, typed }}
          name={name}
          label={what}
          hint={hints[name]}
          rows={name === 'claim' || name === 'basis' ? 3 : 6}
          most={most}
        />
      ))}
      <p class="field-hint">
        四项缺一不可（信访工作条例 第32条）。审核后成为{opinionTitle(form.matter.class)}，信访人看到的就是这些话。
      </p>
    </>
  )
}

const hints: Opinion = {
  claim: '信访人要求什么；复查、复核写请求事项',
  facts: '调查核实了什么，证据在哪里',
  opinion: '支持、解释还是不支持，为什么，下一步做什么',
  basis: '哪部法律法规或者规定的第几条',
}

const ReplyField = ({ form }: { form: ActFormProps }) => (
  <WordsField form={form} name="replyText" label="答复内容" hint="先说结论，再说依据和下一步" rows={10} most={5000} />
)
