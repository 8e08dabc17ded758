import type { ComponentChildren } from 'preact'
import { Button } from './buttons.tsx'
import { Icon } from './icon.tsx'

/**
 * A form of ours. Browser validation is off: a refusal is a page of ours in plain words, not the browser's bubble.
 * `formKey` is the idempotency key. `keep` names a draft that the island keeps in this tab until the form is accepted.
 */
export function Form({
  id,
  method = 'post',
  action,
  formKey,
  enctype,
  upload,
  keep,
  children,
}: {
  id?: string
  method?: 'get' | 'post'
  action: string
  formKey?: string
  enctype?: 'multipart/form-data' | 'application/x-www-form-urlencoded'
  /** Shorthand for multipart with a progress bar while files travel. */
  upload?: boolean
  keep?: string
  children: ComponentChildren
}) {
  return (
    <form
      id={id}
      class="form"
      method={method}
      action={action}
      encType={upload ? 'multipart/form-data' : enctype}
      noValidate
      data-once={method === 'post' ? '' : undefined}
      data-keep={keep}
      data-upload={upload ? '' : undefined}
    >
      {formKey !== undefined && <input type="hidden" name="formKey" value={formKey} />}
      {children}
      {upload && (
        <upload-progress class="upload-progress" hidden>
          <progress max={100} value={0} aria-label="上传进度" />
          <span role="status" />
        </upload-progress>
      )}
    </form>
  )
}

export function HiddenField({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />
}

/** A group of fields under one heading. */
export function Fieldset({
  legend,
  hint,
  children,
}: {
  legend: string
  hint?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <fieldset class="fieldset">
      <legend class="fieldset-legend">{legend}</legend>
      {hint && <p class="field-hint">{hint}</p>}
      {children}
    </fieldset>
  )
}

export type FilterSelect = { name: string; label: string; value?: string; options: { value: string; label: string }[] }

/** A GET form over a list: what is chosen stands in the address, so a filtered list can be linked and saved. */
export function FilterBar({
  action,
  search,
  selects = [],
  dates = [],
  hidden = {},
  clearHref,
  submitLabel = '筛选',
  children,
}: {
  action: string
  search?: { name: string; label: string; value?: string; placeholder?: string }
  selects?: FilterSelect[]
  dates?: { name: string; label: string; value?: string }[]
  hidden?: Record<string, string>
  clearHref?: string
  submitLabel?: string
  children?: ComponentChildren
}) {
  return (
    <form class="filter-bar" method="get" action={action}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {search && (
        <div class="filter filter-search">
          <label for={`filter-${search.name}`}>{search.label}</label>
          <input
            class="form-control"
            type="search"
            id={`filter-${search.name}`}
            name={search.name}
            value={search.value}
            placeholder={search.placeholder}
          />
        </div>
      )}
      {selects.map((select) => (
        <div class="filter" key={select.name}>
          <label for={`filter-${select.name}`}>{select.label}</label>
          <select class="form-select" id={`filter-${select.name}`} name={select.name}>
            {select.options.map((option) => (
              <option key={option.value} value={option.value} selected={option.value === (select.value ?? '')}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      {dates.map((date) => (
        <div class="filter" key={date.name}>
          <label for={`filter-${date.name}`}>{date.label}</label>
          <input class="form-control" type="date" id={`filter-${date.name}`} name={date.name} value={date.value} />
        </div>
      ))}
      {children}
      <div class="filter-actions">
        <Button variant="secondary" icon="filter">
          {submitLabel}
        </Button>
        {clearHref && (
          <a class="filter-clear" href={clearHref}>
            <Icon name="close" size="small" />
            清除条件
          </a>
        )}
      </div>
    </form>
  )
}
