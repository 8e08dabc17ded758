import type { ComponentChildren } from 'preact'
import type { NavItem } from './frame.ts'
import { Icon } from './icon.tsx'

/** The way back up. The last item is this page and may have the empty href. */
export function Breadcrumbs({ items }: { items: NavItem[] }) {
  if (items.length === 0) return null
  return (
    <nav class="breadcrumbs" aria-label="当前位置">
      <ol>
        {items.map((item, index) => (
          <li key={item.href}>
            {index === items.length - 1 ? (
              <span aria-current="page">{item.label}</span>
            ) : (
              <a href={item.href}>{item.label}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The page's one h1. `actions` are buttons to its right, `meta` a line of facts under it. */
export function PageHeader({
  title,
  eyebrow,
  lead,
  meta,
  actions,
}: {
  title: ComponentChildren
  eyebrow?: ComponentChildren
  lead?: ComponentChildren
  meta?: ComponentChildren
  actions?: ComponentChildren
}) {
  return (
    <div class="page-header">
      <div class="page-header-words">
        {eyebrow && <p class="eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
        {meta && <div class="page-meta">{meta}</div>}
      </div>
      {actions && <div class="page-actions">{actions}</div>}
    </div>
  )
}

/** The front page's sunrise over the river. The picture is a background of the stylesheet, told to nobody who cannot see it. */
export function Hero({
  title,
  eyebrow,
  lead,
  children,
}: {
  title: ComponentChildren
  eyebrow?: ComponentChildren
  lead?: ComponentChildren
  children?: ComponentChildren
}) {
  return (
    <div class="hero">
      <div class="hero-inner container">
        {eyebrow && <p class="hero-eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {lead && <p class="hero-lead">{lead}</p>}
        {children}
      </div>
    </div>
  )
}

/** Views of one list or thing, as links: each has its own address. */
export function Tabs({ items, label }: { items: NavItem[]; label: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined} title={item.hint}>
              {item.label}
              {item.badge !== undefined && <span class="count">{item.badge}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export type Progress = 'done' | 'now' | 'next'
const progressWords: Record<Progress, string> = { done: '已完成', now: '进行中', next: '未开始' }

export type Step = { label: string; state: Progress; href?: string; note?: ComponentChildren }

/** Where one stands in a short, fixed procedure. */
export function Steps({ items, label = '步骤' }: { items: Step[]; label?: string }) {
  return (
    <ol class="steps" aria-label={label}>
      {items.map((item, index) => (
        <li key={item.label} class={`step step-${item.state}`} aria-current={item.state === 'now' ? 'step' : undefined}>
          <span class="step-mark" aria-hidden="true">
            {item.state === 'done' ? <Icon name="check" size="small" /> : index + 1}
          </span>
          <span class="step-words">
            {item.href ? <a href={item.href}>{item.label}</a> : item.label}
            <span class="visually-hidden">（{progressWords[item.state]}）</span>
            {item.note && <small>{item.note}</small>}
          </span>
        </li>
      ))}
    </ol>
  )
}

export type TimelineItem = {
  title: ComponentChildren
  when?: ComponentChildren
  who?: ComponentChildren
  body?: ComponentChildren
  state: Progress
}

/** A matter's way, like a parcel's: what was done, who holds it now, what comes next. */
export function Timeline({ items, label = '办理经过' }: { items: TimelineItem[]; label?: string }) {
  return (
    <ol class="timeline" aria-label={label}>
      {items.map((item, index) => (
        <li
          key={index}
          class={`timeline-item timeline-${item.state}`}
          aria-current={item.state === 'now' ? 'step' : undefined}
        >
          <span class="timeline-mark" aria-hidden="true">
            {item.state === 'done' && <Icon name="check" size="small" />}
          </span>
          <div class="timeline-words">
            <p class="timeline-title">
              {item.title}
              {item.state !== 'done' && <span class="timeline-state">{item.state === 'now' ? '现在' : '接下来'}</span>}
            </p>
            {(item.when || item.who) && (
              <p class="timeline-meta">
                {item.when && <span>{item.when}</span>}
                {item.who && <span>{item.who}</span>}
              </p>
            )}
            {item.body && <div class="timeline-body">{item.body}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
