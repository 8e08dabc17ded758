import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'normal' | 'large'

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: IconName; children: ComponentChildren }

function lookClass({ variant = 'primary', size = 'normal' }: Pick<Look, 'variant' | 'size'>): string {
  const sizeClass = size === 'small' ? ' btn-sm' : size === 'large' ? ' btn-lg' : ''
  return `btn btn-${variant}${sizeClass}`
}

/** The browser's own access key: it works while something is being typed, and without script. Only pages that are worked by the keyboard alone have any. */
export const accessKeyOf = (accessKey: string | undefined) => (accessKey ? { accessKey } : {})

/** Said beside the words. */
const KeyHint = ({ accessKey }: { accessKey: string | undefined }) =>
  accessKey ? <kbd class="key-hint">Alt+{accessKey.toUpperCase()}</kbd> : null

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
  accessKey,
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
  accessKey?: string
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
      {...accessKeyOf(accessKey)}
    >
      {icon && <Icon name={icon} size="small" />}
      <span>{children}</span>
      <KeyHint accessKey={accessKey} />
    </button>
  )
}

export function LinkButton({
  href,
  download,
  keys,
  keysLabel,
  accessKey,
  icon,
  children,
  ...look
}: Look & { href: string; download?: boolean | string; keys?: string; keysLabel?: string; accessKey?: string }) {
  return (
    <a
      class={lookClass(look)}
      href={href}
      download={download}
      data-key={keys}
      data-key-label={keysLabel}
      {...accessKeyOf(accessKey)}
    >
      {icon && <Icon name={icon} size="small" />}
      <span>{children}</span>
      <KeyHint accessKey={accessKey} />
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
