import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'
import type { Tone } from './tone.ts'

const toneIcon: Record<Tone, IconName> = {
  neutral: 'info',
  info: 'info',
  good: 'check',
  warn: 'warn',
  bad: 'stop',
  sun: 'sun',
}

/** A message within the page. `live` has a screen reader say it at once. */
export function Alert({
  tone = 'info',
  title,
  live,
  children,
}: {
  tone?: Tone
  title?: string
  live?: boolean
  children?: ComponentChildren
}) {
  return (
    <div class={`alert-box tone-${tone}`} role={live ? 'status' : undefined}>
      <Icon name={toneIcon[tone]} />
      <div class="alert-words">
        {title && <p class="alert-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`tag tone-${tone}`}>{children}</span>
}

/** The state of a thing: a dot and the trade's word. */
export function StateBadge({ state, tone = 'neutral' }: { state: string; tone?: Tone }) {
  return <span class={`state-badge tone-${tone}`}>{state}</span>
}

export type LightColour = 'green' | 'yellow' | 'red' | 'paused' | 'closed'

const lightShape: Record<LightColour, { words: string; shape: ComponentChildren }> = {
  green: { words: '绿灯', shape: <circle cx="8" cy="8" r="6.5" /> },
  yellow: { words: '黄灯', shape: <path d="M8 1.5 15 14H1z" /> },
  red: { words: '红灯', shape: <path d="M8 .5 15.5 8 8 15.5 .5 8z" /> },
  paused: { words: '暂停计时', shape: <path d="M3 2h3.6v12H3zM9.4 2H13v12H9.4z" /> },
  closed: { words: '已办结', shape: <path d="M2 8.5 6 13l8-10-1.5-1.2L6 10 3.3 7.2z" /> },
}

/** The clock's light. Colour, shape and words all say the same; `text` is what follows: 还剩 3 个工作日. */
export function Light({ color, text }: { color: LightColour; text: string }) {
  const { words, shape } = lightShape[color]
  return (
    <span class={`light light-${color}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {shape}
      </svg>
      <span>
        <span class="visually-hidden">{words}，</span>
        {text}
      </span>
    </span>
  )
}

/** An empty list says what to do next. */
export function EmptyState({
  title,
  icon = 'empty',
  action,
  children,
}: {
  title: string
  icon?: IconName
  action?: ComponentChildren
  children?: ComponentChildren
}) {
  return (
    <div class="empty-state">
      <Icon name={icon} size="large" />
      <p class="empty-title">{title}</p>
      {children && <div class="empty-words">{children}</div>}
      {action}
    </div>
  )
}

/** Native `<progress>`: no inline width. `value` and `max` in the unit that `text` names. */
export function ProgressBar({ value, max, label, text }: { value: number; max: number; label: string; text?: string }) {
  return (
    <div class="progress-line">
      <div class="progress-words">
        <span>{label}</span>
        <b>{text ?? `${max === 0 ? 0 : Math.round((value / max) * 100)}%`}</b>
      </div>
      <progress value={value} max={max} aria-label={label} />
    </div>
  )
}
