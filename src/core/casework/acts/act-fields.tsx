import { SelectField, TextArea, TextField } from '#ui/index.ts'
import type { ActFormProps } from './act.ts'

type Part = { form: ActFormProps; name: string; id?: string; label: string; hint?: string }

/** A unit, typed by name, short name or initials; see `findUnit`. */
export function UnitField({
  form,
  name,
  id,
  label,
  hint,
  required = true,
  keyFocus,
}: Part & { required?: boolean; keyFocus?: string }) {
  return (
    <TextField
      name={name}
      id={id}
      label={label}
      hint={hint ?? '名称、简称或拼音首字母，例如“住建局”或“zjj”'}
      value={form.typed[name]}
      error={form.errors[name]}
      list={form.choices.units.map((unit) => unit.shortName)}
      autocomplete="off"
      keyFocus={keyFocus}
      required={required}
    />
  )
}

export function WordsField({
  form,
  name,
  id,
  label,
  hint,
  rows = 3,
  most = 500,
  required = true,
}: Part & { rows?: number; most?: number; required?: boolean }) {
  return (
    <TextArea
      name={name}
      id={id}
      label={label}
      hint={hint}
      value={form.typed[name]}
      error={form.errors[name]}
      rows={rows}
      maxLength={most}
      required={required}
    />
  )
}

export function ChoiceField({
  form,
  name,
  id,
  label,
  hint,
  options,
  chosen,
  required = true,
}: Part & { options: readonly { value: string; label: string }[]; chosen?: string; required?: boolean }) {
  return (
    <SelectField
      name={name}
      id={id}
      label={label}
      hint={hint}
      options={options.map(({ value, label: words }) => ({ value, label: words }))}
      value={form.typed[name] ?? chosen}
      empty={chosen === undefined ? '请选择' : undefined}
      error={form.errors[name]}
      required={required}
    />
  )
}
