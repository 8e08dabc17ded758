import { z } from 'zod'
import { orderNumber } from '#core/documents/index.ts'
import { act, roleOver } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { DateField, DateTimeText } from '#ui/index.ts'
import { type ActsOf, type DeskAct, maybeWords, readForm, words } from './act.ts'
import { WordsField } from './act-fields.tsx'

const urgeForm = z.object({ urgeText: maybeWords('催办内容', 200) })
const orderForm = z.object({
  replyDueOn: z.iso
    .date({ error: '请填写报告时限，例如 2026-11-30。' })
    .meta({ description: '何时之前报告办理情况', example: '2026-12-15' })
    .transform((text) => Temporal.PlainDate.from(text)),
  demand: words('督办要求', { least: 5 }),
})

/** 催办：once a day for a matter across all superiors; who urged before is shown first, so that nobody does it twice (为基层减负). */
export const urgeAct = ({ words: { matter } }: ActsOf): DeskAct => ({
  noun: 'urge',
  command: 'urge',
  title: '催办',
  button: '催办一次',
  place: 'more',
  form: urgeForm,
  Fields: (form) => (
    <>
      {form.matter.urges.length > 0 && (
        <ul aria-label="已有的催办">
          {form.matter.urges.map((urge, index) => (
            <li key={index}>
              <DateTimeText at={urge.at} /> {urge.by}
              {urge.text && `：${urge.text}`}
            </li>
          ))}
        </ul>
      )}
      <WordsField
        form={form}
        name="urgeText"
        label="催办内容"
        hint={`同一件${matter}各级合计每天只能催办一次`}
        rows={2}
        most={200}
        required={false}
      />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { urgeText } = readForm(urgeForm, typed)
    await act(house, actor, matterId, { type: 'urge', ...(urgeText && { text: urgeText }) })
  },
})

/** 督办单 is issued by a person, never by the clock (HOT-10). Its number is the next of the unit whose supervisor issues it: 攀府督〔2026〕12号. */
export const superviseAct: DeskAct = {
  noun: 'supervision',
  command: 'supervise',
  title: '督办',
  button: '发出督办单',
  place: 'more',
  form: orderForm,
  fields: { replyDueOn: 'replyDueOn', text: 'demand' },
  Fields: (form) => (
    <>
      <WordsField form={form} name="demand" label="督办要求" />
      <DateField
        name="replyDueOn"
        label="何时之前报告办理情况"
        value={form.typed.replyDueOn}
        error={form.errors.replyDueOn}
        required
      />
    </>
  ),
  async perform({ house, actor, matterId, matter }, typed) {
    const { demand, replyDueOn } = readForm(orderForm, typed)
    const units = await unitDirectory(house.db)
    const unit = units.get(roleOver(actor, ['supervisor', 'leader'], matter.holderUnitId, units)?.unitId ?? '')
    const on = dateIn(house.config.timeZone, house.clock.now())
    // Whoever may not issue one gets no number; the engine says who may.
    const number = unit ? await orderNumber(house.db, unit, on, house.config.cityName) : '-'
    await act(house, actor, matterId, { type: 'supervise', orderNumber: number, replyDueOn, text: demand })
  },
}
