import { z } from 'zod'
import type { RulesInWords } from '#core/calendar/index.ts'
import { act, type Command, kindOf, type StepCommand } from '#core/matters/index.ts'
import { DateField } from '#ui/index.ts'
import { type ActFormProps, chosen, type DeskAct, maybeWords, readForm, unitWord, words } from './act.ts'
import { ChoiceField, UnitField, WordsField } from './act-fields.tsx'
import { chooseUnit } from './choose-unit.ts'

type Text = {
  label: string
  hint?: string | ((rule: RulesInWords) => string)
  least?: number
  most?: number
  optional?: boolean
}

/** What the form of a step asks, each with its label; the choices are those that the kind declares. */
export type StepAsks = { choice?: string; unit?: string; on?: string; text?: Text }

/**
 * The act of a step of the kind's own (`Kind.ownSteps`): form, address and verb from what is asked with it. Offered when the kind would take the
 * step, or refuses it only for a field that the form asks.
 */
export function stepAct(
  kindName: string,
  step: string,
  given: Pick<DeskAct, 'noun'> &
    Partial<Omit<DeskAct, 'command' | 'form' | 'Fields' | 'perform'>> & { asks?: StepAsks },
): DeskAct {
  const { asks = {}, ...more } = given
  const own = kindOf(kindName).ownSteps?.[step]
  if (!own) throw new Error(`the kind ${kindName} has no step ${step}`)
  const form = formOf(asks, own.choices ?? {})
  return {
    command: 'step',
    title: own.title,
    button: own.title,
    place: 'main',
    fields: { choice: 'stepChoice', unitId: 'stepUnit', on: 'stepOn', text: 'stepText' },
    tried: () => filledIn(step, Object.keys(own.choices ?? {})[0]),
    ...more,
    offered: (state, kind, actor) => state.kind === kindName && (more.offered?.(state, kind, actor) ?? true),
    form,
    Fields: (props) => <StepFields form={props} step={step} asks={asks} choices={own.choices ?? {}} />,
    async perform({ house, actor, matterId, choices }, typed) {
      const read = readForm(form, typed)
      const unitId = asks.unit && chooseUnit('stepUnit', typed.stepUnit, choices.units).id
      const command: StepCommand = {
        type: 'step',
        step,
        ...(read.stepChoice && { choice: read.stepChoice }),
        ...(unitId && { unitId }),
        ...(read.stepOn && { on: Temporal.PlainDate.from(read.stepOn) }),
        ...(read.stepText && { text: read.stepText }),
      }
      await act(house, actor, matterId, command)
    },
  }
}

/** Far in the future, no unit: what the kind says to that it says for a field, and the form can mend it. */
const filledIn = (step: string, choice: string | undefined): Command => ({
  type: 'step',
  step,
  unitId: '',
  on: Temporal.PlainDate.from('2999-12-31'),
  text: '说明',
  ...(choice && { choice }),
})

function formOf({ choice, unit, on, text }: StepAsks, choices: Readonly<Record<string, string>>) {
  const shape: Record<string, z.ZodType<string | undefined>> = {}
  if (choice) shape.stepChoice = chosen(Object.keys(choices), choice, `请选择${choice}。`)
  // What it may be is said by `chooseUnit`.
  if (unit) shape.stepUnit = unitWord(unit).optional()
  if (on) shape.stepOn = z.iso.date({ error: `请填写${on}，例如 2026-12-15。` }).meta({ description: on })
  if (text) shape.stepText = text.optional ? maybeWords(text.label, text.most) : words(text.label, text)
  return z.object(shape)
}

type StepFieldsProps = { form: ActFormProps; step: string; asks: StepAsks; choices: Record<string, string> }

/** Several steps may stand on one page, and all name their fields alike: only in the one that was refused the ids are what its errors link to. */
function StepFields({ form, step, asks, choices }: StepFieldsProps) {
  const { choice, unit, on, text } = asks
  const idOf = (name: string) => (Object.keys(form.errors).length > 0 ? name : `${step}-${name}`)
  const options = Object.entries(choices).map(([value, label]) => ({ value, label }))
  return (
    <>
      {choice && <ChoiceField form={form} name="stepChoice" id={idOf('stepChoice')} label={choice} options={options} />}
      {unit && <UnitField form={form} name="stepUnit" id={idOf('stepUnit')} label={unit} />}
      {on && (
        <DateField
          name="stepOn"
          id={idOf('stepOn')}
          label={on}
          value={form.typed.stepOn}
          error={form.errors.stepOn}
          required
        />
      )}
      {text && (
        <WordsField
          form={form}
          name="stepText"
          id={idOf('stepText')}
          label={text.label}
          hint={typeof text.hint === 'function' ? text.hint(form.choices.rule) : text.hint}
          most={text.most}
          required={!text.optional}
        />
      )}
    </>
  )
}
