import type { ComponentChildren } from 'preact'
import {
  ChoiceShell,
  describedBy,
  FieldErrorText,
  FieldHint,
  type FieldProps,
  FieldShell,
  idOf,
  isInvalid,
  type Width,
} from './field.tsx'

export type Option = { value: string; label: string; hint?: ComponentChildren; disabled?: boolean }
export type OptionGroup = { label: string; options: Option[] }

/** `options` may hold groups. `empty` is the first, valueless choice (请选择). */
export function SelectField({
  options,
  value = '',
  empty,
  width = 'wide',
  ...field
}: FieldProps & { options: (Option | OptionGroup)[]; value?: string; empty?: string; width?: Width }) {
  return (
    <FieldShell field={field}>
      <select
        class={`form-select width-${width}`}
        id={idOf(field)}
        name={field.name}
        required={field.required}
        aria-describedby={describedBy(idOf(field), field)}
        aria-invalid={isInvalid(field.error)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((entry) =>
          'options' in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map((option) => (
                <SelectOption key={option.value} option={option} chosen={value} />
              ))}
            </optgroup>
          ) : (
            <SelectOption key={entry.value} option={entry} chosen={value} />
          ),
        )}
      </select>
    </FieldShell>
  )
}

function SelectOption({ option, chosen }: { option: Option; chosen: string }) {
  return (
    <option value={option.value} selected={option.value === chosen} disabled={option.disabled}>
      {option.label}
    </option>
  )
}

type ChoiceProps = {
  type: 'radio' | 'checkbox'
  id: string
  name: string
  option: Option
  checked: boolean
  invalid?: boolean
}

function Choice({ type, id, name, option, checked, invalid }: ChoiceProps) {
  return (
    <div class="choice">
      <input
        class="form-check-input"
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        disabled={option.disabled}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
        aria-invalid={invalid && type === 'checkbox' ? 'true' : undefined}
      />
      <label class="choice-label" for={id}>
        {option.label}
      </label>
      {option.hint && (
        <div class="choice-hint" id={`${id}-hint`}>
          {option.hint}
        </div>
      )}
    </div>
  )
}

/** The first choice carries the field's name as id, so that the error summary lands on it. */
function choiceId(name: string, option: Option, index: number): string {
  return index === 0 ? name : `${name}-${option.value}`
}

/** `cards` turns each choice into a large touch target; `inline` puts short ones side by side. */
export function RadioGroup({
  options,
  value,
  cards,
  inline,
  ...field
}: FieldProps & { options: Option[]; value?: string; cards?: boolean; inline?: boolean }) {
  return (
    <ChoiceShell field={field}>
      <div class={cards ? 'choices choices-cards' : inline ? 'choices choices-inline' : 'choices'}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="radio"
            id={choiceId(field.name, option, index)}
            name={field.name}
            option={option}
            checked={option.value === value}
          />
        ))}
      </div>
    </ChoiceShell>
  )
}

export function CheckboxGroup({
  options,
  values = [],
  cards,
  inline,
  ...field
}: FieldProps & { options: Option[]; values?: readonly string[]; cards?: boolean; inline?: boolean }) {
  return (
    <ChoiceShell field={field}>
      <div class={cards ? 'choices choices-cards' : inline ? 'choices choices-inline' : 'choices'}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="checkbox"
            id={choiceId(field.name, option, index)}
            name={field.name}
            option={option}
            checked={values.includes(option.value)}
            invalid={field.error !== undefined}
          />
        ))}
      </div>
    </ChoiceShell>
  )
}

/** One yes-or-no. Posts `value` (default `yes`) when ticked, nothing otherwise. */
export function CheckboxField({
  value = 'yes',
  checked = false,
  ...field
}: Omit<FieldProps, 'optionalMark'> & { value?: string; checked?: boolean }) {
  return (
    <div class={field.error ? 'field field-refused' : 'field'}>
      <FieldErrorText id={field.name} error={field.error} />
      <div class="choice">
        <input
          class="form-check-input"
          type="checkbox"
          id={field.name}
          name={field.name}
          value={value}
          checked={checked}
          required={field.required}
          aria-describedby={describedBy(field.name, field)}
          aria-invalid={isInvalid(field.error)}
        />
        <label class="choice-label" for={field.name}>
          {field.label}
        </label>
        <FieldHint id={field.name} hint={field.hint} />
      </div>
    </div>
  )
}
