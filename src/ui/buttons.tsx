import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'normal' | 'large'

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: IconName; children: ComponentChildren }

function lookClass({ variant = 'primary', size = 'normal' }: Pick<Look, 'variant' | 'size'>): string {
  const sizeClass = size === 'small' ? ' btn-sm' : size === 'large' ? ' btn-lg' : ''
  return `btn btn-${variant}${sizeClass}`
}

/** `keys` declares a desk shortcut (`data-key`), shown in the `?` help under `keysLabel` or the button's own words. */
export function Button({
  type = 'submit',
  name,
  value,
  form,
  formAction,
  disabled,
  keys,
  keysLabel,
  icon,
  children,
  ...look
}: Look & {
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  form?: string
  formAction?: string
  disabled?: boolean
  keys?: string
  keysLabel?: string
}) {
  return (
    <button
      class={lookClass(look)}
      type={type}
      name={name}
      value={value}
      form={form}
      formAction={formAction}
      disabled={disabled}
      data-key={keys}
      data-key-label={keysLabel}
    >
      {icon && <Icon name={icon} size="small" />}
      <span>{children}</span>
    </button>
  )
}

export function LinkButton({
  href,
  download,
  keys,
  keysLabel,
  icon,
  children,
  ...look
}: Look & { href: string; download?: boolean | string; keys?: string; keysLabel?: string }) {
  return (
    <a class={lookClass(look)} href={href} download={download} data-key={keys} data-key-label={keysLabel}>
      {icon && <Icon name={icon} size="small" />}
      <span>{children}</span>
    </a>
  )
}

/** Buttons side by side; full width and stacked on a phone. `align="end"` for the right edge of a card or dialog. */
export function ButtonRow({
  align = 'start',
  children,
}: {
  align?: 'start' | 'end' | 'between'
  children: ComponentChildren
}) {
  return <div class={`button-row button-row-${align}`}>{children}</div>
}
