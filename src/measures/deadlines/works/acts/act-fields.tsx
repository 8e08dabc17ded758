import { DateField, formatDate, SelectField, TextArea } from '#ui/index.ts'
import type { ActForm } from './work-act.ts'

type Part = { form: ActForm; name: string; label: string; hint?: string; required?: boolean }

export function WordsField({
  form,
  name,
  label,
  hint,
  rows = 3,
  most = 1000,
}: Part & { rows?: number; most?: number }) {
  return (
    <TextArea
      id={`${form.noun}-${name}`}
      name={name}
      label={label}
      hint={hint}
      value={form.typed[name]}
      error={form.errors[name]}
      rows={rows}
      maxLength={most}
      required
    />
  )
}

export function DayField({ form, name, label, hint, required = true }: Part) {
  return (
    <DateField
      id={`${form.noun}-${name}`}
      name={name}
      label={label}
      hint={hint}
      value={form.typed[name]}
      error={form.errors[name]}
      required={required}
    />
  )
}

export function ChoiceField({
  form,
  name,
  label,
  hint,
  options,
  required = true,
}: Part & { options: { value: string; label: string }[] }) {
  return (
    <SelectField
      id={`${form.noun}-${name}`}
      name={name}
      label={label}
      hint={hint}
      options={options}
      value={form.typed[name] ?? (options.length === 1 ? options[0]?.value : undefined)}
      empty={options.length === 1 && required ? undefined : '请选择'}
      error={form.errors[name]}
      required={required}
    />
  )
}

/** A milestone by its place in the work, as people count: 1, 2, 3. */
export function MilestoneField({
  form,
  of,
  required = true,
  hint,
}: {
  form: ActForm
  of: 'open' | 'all' | 'proved'
  required?: boolean
  hint?: string
}) {
  const options = form.work.milestones
    .filter(({ provedAt }) => of === 'all' || (of === 'proved') === (provedAt !== null))
    .map(({ position, title, dueOn }) => ({
      value: String(position),
      label: `${position}. ${title}（${formatDate(dueOn)}）`,
    }))
  return <ChoiceField form={form} name="milestone" label="节点" hint={hint} options={options} required={required} />
}
