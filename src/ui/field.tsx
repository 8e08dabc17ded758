import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

/** What every field takes. The control's `id` is its `name`, so that an error can link to it; another one where several forms of a page ask the same. */
export type FieldProps = {
  name: string
  id?: string
  label: string
  hint?: ComponentChildren
  error?: string
  required?: boolean
  /** Shows 选填; by default on every field that is not required. */
  optionalMark?: boolean
}

export type Width = 'full' | 'wide' | 'half' | 'short'

export const idOf = ({ id, name }: Pick<FieldProps, 'id' | 'name'>): string => id ?? name

/** Ids of hint and error for `aria-describedby`; undefined when there is neither. */
export function describedBy(
  id: string,
  { hint, error }: Pick<FieldProps, 'hint' | 'error'>,
  more?: string,
): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : '', more ?? ''].filter((part) => part !== '')
  return ids.length > 0 ? ids.join(' ') : undefined
}

export function isInvalid(error: string | undefined): 'true' | undefined {
  return error ? 'true' : undefined
}

export function OptionalMark({ required, optionalMark }: Pick<FieldProps, 'required' | 'optionalMark'>) {
  return (optionalMark ?? !required) ? <span class="field-optional">选填</span> : null
}

export function FieldHint({ id, hint }: { id: string; hint?: ComponentChildren }) {
  return hint ? (
    <div class="field-hint" id={`${id}-hint`}>
      {hint}
    </div>
  ) : null
}

export function FieldErrorText({ id, error }: { id: string; error?: string }) {
  return error ? (
    <p class="field-error" id={`${id}-error`}>
      <Icon name="stop" size="small" />
      <span>
        <span class="visually-hidden">错误：</span>
        {error}
      </span>
    </p>
  ) : null
}

/** Label, hint, error and one control, in the order a screen reader should say them. */
export function FieldShell({ field, children }: { field: FieldProps; children: ComponentChildren }) {
  return (
    <div class={field.error ? 'field field-refused' : 'field'}>
      <label class="field-label" for={idOf(field)}>
        {field.label}
        <OptionalMark {...field} />
      </label>
      <FieldHint id={idOf(field)} hint={field.hint} />
      <FieldErrorText id={idOf(field)} error={field.error} />
      {children}
    </div>
  )
}

/** The same for a group of choices: a fieldset whose legend is the question. */
export function ChoiceShell({ field, children }: { field: FieldProps; children: ComponentChildren }) {
  return (
    <fieldset
      class={field.error ? 'field field-choices field-refused' : 'field field-choices'}
      aria-describedby={describedBy(field.name, field)}
    >
      <legend class="field-label">
        {field.label}
        <OptionalMark {...field} />
      </legend>
      <FieldHint id={field.name} hint={field.hint} />
      <FieldErrorText id={field.name} error={field.error} />
      {children}
    </fieldset>
  )
}
