import { z } from 'zod'
import {
  type BulkDispatch,
  ChoiceField,
  chooseUnit,
  type DeskAct,
  maybeWords,
  readForm,
  type Typed,
  UnitField,
  unitWord,
  WordsField,
} from '#core/casework/index.ts'
import { handling, kindOf } from '#core/matters/index.ts'
import { DateField, type FieldErrors, SelectField, TextField } from '#ui/index.ts'
import '../petition-kind.ts'
import { routePetition } from './route-petition.ts'

const ways = kindOf('petition').ownSteps?.route?.choices ?? {}
const day = z.iso.date({ error: '请填写要求反馈结果的日期，例如 2026-12-15。' })

const routeForm = z.object({
  routeWay: z
    .enum(Object.keys(ways) as [string, ...string[]], { error: '请选择转送还是交办。' })
    .meta({ description: 'forward 转送，assign 交办' }),
  routeOn: day.or(z.literal('')).optional().meta({ description: '交办：要求反馈结果的日期' }),
  dispatchClass: z.enum(['appeal', 'suggestion']).optional().meta({ description: '类别；与信访人选的不同就改' }),
  dispatchNote: maybeWords('转送说明'),
})

/** 转送、交办 (第22条): the unit's fifteen days for telling the petitioner begin. */
export const routeAct: DeskAct = {
  noun: 'dispatch',
  command: 'dispatch',
  offered: (state) => state.kind === 'petition',
  title: '转送、交办',
  again: ({ state }) => (state.id === 'dispatched' ? '改转给别的单位' : null),
  button: '转出',
  place: 'main',
  keys: 'd',
  next: 'dispatch',
  takesMaterials: true,
  form: routeForm.extend({ dispatchUnit: unitWord('转给哪个单位') }),
  fields: { unitId: 'dispatchUnit', class: 'dispatchClass', on: 'routeOn', choice: 'routeWay', text: 'dispatchNote' },
  Fields: (form) => (
    <>
      <UnitField form={form} name="dispatchUnit" label="转给哪个有权处理的单位" keyFocus="u" />
      <WayFields {...form} />
      {form.matter.class !== 'report' && (
        <ChoiceField
          form={form}
          name="dispatchClass"
          label="类别"
          hint="与信访人选的不同就改"
          options={[
            { value: 'appeal', label: '申诉求决' },
            { value: 'suggestion', label: '建议意见' },
          ]}
          chosen={form.matter.class}
        />
      )}
      <WordsField form={form} name="dispatchNote" label="说明" hint="只有工作人员看得到" rows={2} required={false} />
    </>
  ),
  async perform({ house, actor, matterId, matter, choices }, typed) {
    const unit = chooseUnit('dispatchUnit', typed.dispatchUnit, choices.units)
    const { routeWay, routeOn, dispatchClass, dispatchNote } = readForm(routeForm, typed)
    await routePetition(house, actor, matterId, {
      unitId: unit.id,
      way: routeWay,
      on: routeOn,
      class: matter.class === 'report' ? undefined : dispatchClass,
      note: dispatchNote,
    })
  },
}

/** The same of all ticked ones: one unit, one way, one note; each keeps its class. */
export const bulkRoute: BulkDispatch = {
  roles: handling,
  words: { to: '转给', button: '转出' },
  form: routeForm
    .omit({ dispatchClass: true })
    // 全部办件 asks for no way: there it is passed on.
    .extend({ routeWay: routeForm.shape.routeWay.default('forward') })
    .refine(({ routeWay, routeOn }) => routeWay !== 'assign' || routeOn, {
      path: ['routeOn'],
      error: '交办请填写要求反馈结果的日期。',
    }),
  Fields: (form) => (
    <>
      <WayFields {...form} />
      <TextField
        name="dispatchNote"
        label="说明"
        hint="只有工作人员看得到"
        value={form.typed.dispatchNote}
        error={form.errors.dispatchNote}
        maxLength={500}
        width="wide"
      />
    </>
  ),
  async perform(house, actor, matterId, unitId, typed) {
    const { routeWay, routeOn, dispatchNote } = readForm(bulkRoute.form, typed) as z.infer<typeof routeForm>
    await routePetition(house, actor, matterId, { unitId, way: routeWay, on: routeOn, note: dispatchNote })
  },
}

function WayFields({ typed, errors }: { typed: Typed; errors: FieldErrors }) {
  return (
    <>
      <SelectField
        name="routeWay"
        label="方式"
        options={Object.entries(ways).map(([value, label]) => ({ value, label }))}
        value={typed.routeWay ?? 'forward'}
        error={errors.routeWay}
        required
      />
      <DateField
        name="routeOn"
        label="要求反馈结果的日期"
        hint="交办才填"
        value={typed.routeOn}
        error={errors.routeOn}
      />
    </>
  )
}
