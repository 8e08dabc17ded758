import { accessKeyOf } from './buttons.tsx'
import { describedBy, type FieldProps, FieldShell, idOf, isInvalid, type Width } from './field.tsx'

type Typed = FieldProps & { value?: string; placeholder?: string; readOnly?: boolean }

export type InputMode = 'text' | 'numeric' | 'tel' | 'email' | 'url' | 'decimal' | 'search'

export function TextField({
  type = 'text',
  inputMode,
  autocomplete,
  maxLength,
  width = 'full',
  list,
  keyFocus,
  accessKey,
  isFirst,
  ...field
}: Typed & {
  type?: 'text' | 'tel' | 'email' | 'url' | 'number' | 'search' | 'time'
  inputMode?: InputMode
  autocomplete?: string
  maxLength?: number
  width?: Width
  /** Suggestions of the browser's own `<datalist>`. */
  list?: string[]
  /** Desk shortcut that jumps into the field (`data-key-focus`). */
  keyFocus?: string
  /** The browser's own key into the field, also while another is being typed in. */
  accessKey?: string
  /** Where the keyboard stands when the page has come. */
  isFirst?: boolean
}) {
  return (
    <FieldShell field={field}>
      <input
        class={`form-control width-${width}`}
        id={idOf(field)}
        name={field.name}
        type={type}
        value={field.value}
        placeholder={field.placeholder}
        readOnly={field.readOnly}
        required={field.required}
        inputMode={inputMode}
        autocomplete={autocomplete}
        maxLength={maxLength}
        data-key-focus={keyFocus}
        data-focus={isFirst ? '' : undefined}
        {...accessKeyOf(accessKey)}
        list={list ? `${idOf(field)}-list` : undefined}
        aria-describedby={describedBy(idOf(field), field)}
        aria-invalid={isInvalid(field.error)}
      />
      {list && (
        <datalist id={`${idOf(field)}-list`}>
          {list.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </FieldShell>
  )
}

/** `maxLength` counts characters as people do; too long is said while typing but never cut off. */
export function TextArea({ rows = 6, maxLength, ...field }: Typed & { rows?: number; maxLength?: number }) {
  const counterId = maxLength === undefined ? undefined : `${idOf(field)}-counter`
  return (
    <FieldShell field={field}>
      <textarea
        class="form-control"
        id={idOf(field)}
        name={field.name}
        rows={rows}
        placeholder={field.placeholder}
        readOnly={field.readOnly}
        required={field.required}
        data-count={maxLength}
        aria-describedby={describedBy(idOf(field), field, counterId)}
        aria-invalid={isInvalid(field.error)}
      >
        {field.value}
      </textarea>
      {maxLength !== undefined && (
        <p class="field-counter" id={counterId}>
          最多 {maxLength} 字
        </p>
      )}
    </FieldShell>
  )
}

/** Never comes back filled after a refusal. */
export function PasswordField({
  autocomplete = 'current-password',
  ...field
}: Omit<FieldProps, 'optionalMark'> & { autocomplete?: 'current-password' | 'new-password' }) {
  return (
    <FieldShell field={{ ...field, optionalMark: false }}>
      <input
        class="form-control width-wide"
        id={idOf(field)}
        name={field.name}
        type="password"
        autocomplete={autocomplete}
        required={field.required}
        aria-describedby={describedBy(idOf(field), field)}
        aria-invalid={isInvalid(field.error)}
      />
    </FieldShell>
  )
}

/** `value`, `min`, `max` are ISO dates: 2026-11-23. */
export function DateField({ min, max, ...field }: Typed & { min?: string; max?: string }) {
  return (
    <FieldShell field={field}>
      <input
        class="form-control width-half"
        id={idOf(field)}
        name={field.name}
        type="date"
        value={field.value}
        min={min}
        max={max}
        required={field.required}
        readOnly={field.readOnly}
        placeholder={field.placeholder ?? '2026-11-23'}
        aria-describedby={describedBy(idOf(field), field)}
        aria-invalid={isInvalid(field.error)}
      />
    </FieldShell>
  )
}
