import type { ComponentChildren } from 'preact'
import { EmptyState } from './states.tsx'

export type Column<Row> = {
  key: string
  label: string
  numeric?: boolean
  cell: (row: Row) => ComponentChildren
  /** Address that sorts the list by this column. */
  sortHref?: string
  sorted?: 'ascending' | 'descending'
  /** Never wraps: dates, numbers. */
  tight?: boolean
}

export type Selectable<Row> = {
  /** Checkbox name; posts `value(row)`. */
  name: string
  value: (row: Row) => string
  /** Words a screen reader says: 选择 2026-0001. */
  label: (row: Row) => string
  /** Id of the form that the checkboxes belong to, when the table stands outside of it. */
  form?: string
  /** Rows that were ticked when a form came back refused. */
  isSelected?: (row: Row) => boolean
}

/**
 * A list of rows. On a phone every row becomes a card whose cells carry their column's name.
 * `rowHref` makes the first cell the way into the row; on the desk j, k, x and Enter move, tick and open.
 */
export function DataTable<Row>({
  columns,
  rows,
  rowKey,
  caption,
  captionHidden,
  empty,
  selectable,
  rowHref,
  scrolls,
}: {
  columns: Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  caption: string
  captionHidden?: boolean
  empty?: ComponentChildren
  selectable?: Selectable<Row>
  rowHref?: (row: Row) => string
  /** Wider than a screen and without a link in it: the keyboard has to get hold of it to scroll. */
  scrolls?: boolean
}) {
  if (rows.length === 0) return <>{empty ?? <EmptyState title="这里还没有内容" />}</>
  return (
    <div class="table-frame" {...(scrolls && { tabIndex: 0, role: 'region', 'aria-label': caption })}>
      <table class="data-table" data-rows={rowHref || selectable ? '' : undefined}>
        <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {selectable && (
              <th scope="col" class="cell-select">
                <input
                  class="form-check-input"
                  type="checkbox"
                  data-select-all={selectable.name}
                  aria-label="全选本页"
                  hidden
                />
                <span class="visually-hidden">选择</span>
              </th>
            )}
            {columns.map((column) => (
              <th key={column.key} scope="col" class={cellClass(column)} aria-sort={column.sorted}>
                {column.sortHref ? (
                  <a class="sort-link" href={column.sortHref}>
                    {column.label}
                    <span class={`sort-mark sort-${column.sorted ?? 'none'}`} aria-hidden="true" />
                  </a>
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-row={rowKey(row)}>
              {selectable && (
                <td class="cell-select">
                  <input
                    class="form-check-input"
                    type="checkbox"
                    name={selectable.name}
                    value={selectable.value(row)}
                    form={selectable.form}
                    checked={selectable.isSelected?.(row)}
                    aria-label={selectable.label(row)}
                  />
                </td>
              )}
              {columns.map((column, index) => (
                <td key={column.key} class={cellClass(column, index === 0)} data-label={column.label}>
                  {index === 0 && rowHref ? (
                    <a class="row-link" href={rowHref(row)}>
                      {column.cell(row)}
                    </a>
                  ) : (
                    <div class="cell">{column.cell(row)}</div>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function cellClass(column: { numeric?: boolean; tight?: boolean }, lead = false): string | undefined {
  const names = [column.numeric && 'cell-numeric', column.tight && 'cell-tight', lead && 'cell-lead'].filter(Boolean)
  return names.length > 0 ? names.join(' ') : undefined
}

/** Paging by key: only back and forth, never a page number that shifts while one reads. */
export function KeyPager({
  previousHref,
  nextHref,
  shown,
  note,
}: {
  previousHref?: string
  nextHref?: string
  /** Rows on this page. */
  shown: number
  note?: ComponentChildren
}) {
  return (
    <nav class="key-pager" aria-label="翻页">
      <p>
        本页 <b>{shown}</b> 条{note && <span>　{note}</span>}
      </p>
      <div class="key-pager-links">
        {previousHref ? (
          <a class="btn btn-secondary" rel="prev" href={previousHref} data-key="[" data-key-label="上一页">
            ‹ 上一页
          </a>
        ) : (
          <span class="btn btn-secondary disabled">‹ 上一页</span>
        )}
        {nextHref ? (
          <a class="btn btn-secondary" rel="next" href={nextHref} data-key="]" data-key-label="下一页">
            下一页 ›
          </a>
        ) : (
          <span class="btn btn-secondary disabled">下一页 ›</span>
        )}
      </div>
    </nav>
  )
}

export type Description = { label: string; value: ComponentChildren }

/** Facts about one thing. Rows whose value is null, undefined or false are left out. */
export function DescriptionList({
  items,
  columns = 1,
}: {
  items: (Description | false | null | undefined)[]
  columns?: 1 | 2 | 3
}) {
  const shown = items.filter(
    (item) => !!item && item.value !== null && item.value !== undefined && item.value !== false,
  )
  return (
    <dl class={`description-list columns-${columns}`}>
      {shown.map((item) =>
        item ? (
          <div key={item.label}>
            <dt>{item.label}</dt>
            <dd>{item.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** What one does with the ticked rows: stays in sight at the bottom. `name` is the checkboxes' name. */
export function BulkBar({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class="bulk-bar" aria-label="批量办理">
      <p class="bulk-count" role="status" data-selected-count={name}>
        请先勾选
      </p>
      {children}
    </section>
  )
}
