import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

/** A box for one subject. `href` makes the title the way in and the whole card clickable. */
export function Card({
  title,
  href,
  icon,
  meta,
  tone = 'plain',
  footer,
  headingLevel = 2,
  children,
}: {
  title?: ComponentChildren
  href?: string
  icon?: IconName
  meta?: ComponentChildren
  tone?: 'plain' | 'sun' | 'sunk'
  footer?: ComponentChildren
  headingLevel?: 2 | 3
  children?: ComponentChildren
}) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  return (
    <section class={`card-box card-${tone}${href ? ' card-link' : ''}`}>
      {(title || icon) && (
        <div class="card-head">
          {icon && (
            <span class="card-icon">
              <Icon name={icon} />
            </span>
          )}
          {title && <Heading class="card-title">{href ? <a href={href}>{title}</a> : title}</Heading>}
        </div>
      )}
      {meta && <div class="card-meta">{meta}</div>}
      {children && <div class="card-body">{children}</div>}
      {footer && <div class="card-footer">{footer}</div>}
    </section>
  )
}

/** One of many in a list that is read from top to bottom: where it comes from, its title as the way in, its beginning. */
export function ListedItem({
  meta,
  href,
  title,
  excerpt,
}: {
  meta: ComponentChildren
  href: string
  title: ComponentChildren
  excerpt: ComponentChildren
}) {
  return (
    <article class="letter-item">
      <p class="letter-item-meta">{meta}</p>
      <h2 class="letter-item-title">
        <a href={href}>{title}</a>
      </h2>
      <p class="letter-item-excerpt">{excerpt}</p>
    </article>
  )
}

export function CardGrid({ columns = 3, children }: { columns?: 2 | 3 | 4; children: ComponentChildren }) {
  return <div class={`card-grid columns-${columns}`}>{children}</div>
}

/** Main column and a narrower one beside it; stacked on a phone, the main column first. */
export function Columns({
  main,
  aside,
  asideLabel,
}: {
  main: ComponentChildren
  aside: ComponentChildren
  asideLabel?: string
}) {
  return (
    <div class="split-columns">
      <div class="split-main">{main}</div>
      <aside class="split-aside" aria-label={asideLabel ?? '相关内容'}>
        {aside}
      </aside>
    </div>
  )
}

/** A titled part of a page. `more` links to the whole list. */
export function Section({
  title,
  id,
  more,
  children,
}: {
  title: string
  id?: string
  more?: { href: string; label: string }
  children: ComponentChildren
}) {
  return (
    <section class="section" id={id}>
      <div class="section-head">
        <h2>{title}</h2>
        {more && (
          <a class="more-link" href={more.href}>
            {more.label}
            <Icon name="right" size="small" />
          </a>
        )}
      </div>
      {children}
    </section>
  )
}

/** Long text: 32 em wide at most, roomy lines. */
export function Prose({ children, plain }: { children?: ComponentChildren; plain?: string }) {
  return <div class="prose">{plain === undefined ? children : <PlainText text={plain} />}</div>
}

/** What a person typed, with their paragraphs; never parsed as markup. */
export function PlainText({ text }: { text: string }) {
  const paragraphs = text.split(/\n+/).map((part) => part.trim())
  return (
    <>
      {paragraphs
        .filter((part) => part !== '')
        .map((part, index) => (
          <p key={index}>{part}</p>
        ))}
    </>
  )
}

export function Disclosure({
  summary,
  open,
  children,
}: {
  summary: ComponentChildren
  open?: boolean
  children: ComponentChildren
}) {
  return (
    <details class="disclosure" open={open}>
      <summary>
        <Icon name="down" size="small" />
        <span>{summary}</span>
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  )
}

/**
 * A native `<dialog>`. Its opener is a link to `fallbackHref`, a page that does the same without script
 * or without `<dialog>` (Safari 14); the island opens the dialog instead where it can.
 */
export function Dialog({
  id,
  title,
  trigger,
  triggerVariant = 'secondary',
  fallbackHref,
  keys,
  children,
}: {
  id: string
  title: string
  trigger: ComponentChildren
  triggerVariant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  fallbackHref: string
  keys?: string
  children: ComponentChildren
}) {
  return (
    <>
      <a class={`btn btn-${triggerVariant}`} href={fallbackHref} data-dialog={id} data-key={keys}>
        <span>{trigger}</span>
      </a>
      <DialogBox id={id} title={title}>
        {children}
      </DialogBox>
    </>
  )
}

export function DialogBox({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <dialog class="dialog" id={id} aria-labelledby={`${id}-title`}>
      <div class="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <form method="dialog">
          <button class="dialog-close" type="submit" aria-label="关闭">
            <Icon name="close" />
          </button>
        </form>
      </div>
      <div class="dialog-body">{children}</div>
    </dialog>
  )
}
