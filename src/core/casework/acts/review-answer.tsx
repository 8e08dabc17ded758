import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { DateField, RadioGroup } from '#ui/index.ts'
import { type ActsOf, choice, type DeskAct, readForm, unitWord, words } from './act.ts'
import { UnitField, WordsField } from './act-fields.tsx'
import { chooseUnit } from './choose-unit.ts'

const results = [
  { value: 'continue', label: '继续办理', hint: '指定单位和答复日期' },
  { value: 'hang', label: '挂账', hint: '客观原因暂时办不了：理由公开，每半年复看，仍计入未办结' },
  { value: 'end', label: '终结', hint: '办理合法且已解释清楚：写明理由和救济途径' },
  { value: 'otherTrack', label: '导入其他程序', hint: '复议、诉讼、信访、监察等，写明向哪里提出' },
]

const reviewForm = z.object({
  reviewResult: choice(['continue', 'hang', 'end', 'otherTrack'], '请选择复核结果。').meta({
    description: '继续办理、挂账、终结、导入其他程序',
  }),
  reviewText: words('复核理由', { least: 10, most: 2000 }),
})
const continueOn = z.object({
  reviewDueOn: z.iso
    .date({ error: '继续办理要写明答复日期，例如 2026-12-15。' })
    .transform((text) => Temporal.PlainDate.from(text)),
})

/** 复核 after the second rejected answer: fair both ways, decided by people outside the handling unit. */
export const reviewAct = ({ words: { asker } }: ActsOf): DeskAct => ({
  noun: 'review',
  command: 'review',
  title: '复核决定',
  button: '作出复核决定',
  approves: true,
  place: 'main',
  form: reviewForm.extend({
    reviewUnit: unitWord('继续办理的，由哪个单位办').optional(),
    reviewDueOn: z.iso.date().optional().meta({ description: '继续办理的，何时之前答复' }),
  }),
  fields: { dueOn: 'reviewDueOn', unitId: 'reviewUnit', text: 'reviewText' },
  Fields: (form) => (
    <>
      <RadioGroup
        name="reviewResult"
        label="复核结果"
        options={results}
        value={form.typed.reviewResult}
        error={form.errors.reviewResult}
        required
      />
      <UnitField form={form} name="reviewUnit" label="继续办理的，由哪个单位办" required={false} />
      <DateField
        name="reviewDueOn"
        label="继续办理的，何时之前答复"
        value={form.typed.reviewDueOn}
        error={form.errors.reviewDueOn}
      />
      <WordsField form={form} name="reviewText" label="理由" hint={`会书面告诉${asker}`} rows={5} most={2000} />
    </>
  ),
  async perform({ house, actor, matterId, choices }, typed) {
    const { reviewResult, reviewText } = readForm(reviewForm, typed)
    if (reviewResult !== 'continue') {
      await act(house, actor, matterId, { type: 'review', result: reviewResult, text: reviewText })
      return
    }
    const unit = chooseUnit('reviewUnit', typed.reviewUnit, choices.units)
    const { reviewDueOn } = readForm(continueOn, typed)
    await act(house, actor, matterId, {
      type: 'review',
      result: 'continue',
      dueOn: reviewDueOn,
      unitId: unit.id,
      text: reviewText,
    })
  },
})

const factForm = z.object({ newFact: words('新的情况', { least: 5 }) })

/** 重新办理：a new fact reopens what was closed (0-platform, Closing that is fair both ways). */
export const reopenAct: DeskAct = {
  noun: 'reopening',
  command: 'reopen',
  title: '重新办理',
  button: '重新办理',
  place: 'more',
  form: factForm,
  fields: { text: 'newFact' },
  Fields: (form) => <WordsField form={form} name="newFact" label="新的情况" hint="没有新情况的，不重新办理" />,
  async perform({ house, actor, matterId }, typed) {
    const { newFact } = readForm(factForm, typed)
    await act(house, actor, matterId, { type: 'reopen', text: newFact })
  },
}

const closureForm = (asker: string) =>
  z.object({
    closureOutcome: choice(['otherTrack', 'invalid'], '请选择办结的原因。').meta({
      description: 'otherTrack 应走其他法定渠道，invalid 没有可办的内容',
    }),
    closureText: words(`给${asker}的说明`, { least: 10 }),
  })

/** What belongs to another track is told the right door and not dispatched (HOT-9); what is empty or only abuse is closed with that reason. */
export const closeAct = ({ words: { asker } }: ActsOf): DeskAct => ({
  noun: 'closure',
  command: 'close',
  title: '不派单，直接办结',
  button: `办结并告知${asker}`,
  place: 'more',
  look: 'danger',
  form: closureForm(asker),
  fields: { text: 'closureText' },
  Fields: (form) => (
    <>
      <RadioGroup
        name="closureOutcome"
        label="原因"
        options={[
          { value: 'otherTrack', label: '应走其他法定渠道', hint: '复议、诉讼、信访、纪检监察、政府信息公开' },
          { value: 'invalid', label: '没有可办的内容', hint: '空白、乱码、只有辱骂' },
        ]}
        value={form.typed.closureOutcome}
        error={form.errors.closureOutcome}
        required
      />
      <WordsField form={form} name="closureText" label={`给${asker}的说明`} hint="写明应到哪里提出、怎么联系" />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { closureOutcome, closureText } = readForm(closureForm(asker), typed)
    await act(house, actor, matterId, { type: 'close', outcome: closureOutcome, text: closureText })
  },
})
