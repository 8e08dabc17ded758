import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { Tone } from './tone.ts'
import { groupDigits } from './written.ts'

/** One big number. `formula` says how it is counted; `delta` compares it in words. */
export function StatFigure({
  label,
  value,
  unit,
  delta,
  deltaTone = 'neutral',
  formula,
  href,
}: {
  label: string
  value: ComponentChildren
  unit?: string
  delta?: string
  deltaTone?: Tone
  formula?: ComponentChildren
  href?: string
}) {
  return (
    <div class="stat">
      <p class="stat-label">{href ? <a href={href}>{label}</a> : label}</p>
      <p class="stat-value">
        {value}
        {unit && <span class="stat-unit">{unit}</span>}
      </p>
      {delta && <p class={`stat-delta tone-${deltaTone}`}>{delta}</p>}
      {formula && (
        <details class="stat-formula">
          <summary>怎么算的</summary>
          <div>{formula}</div>
        </details>
      )}
    </div>
  )
}

export function StatRow({ children }: { children: ComponentChildren }) {
  return <div class="stat-row">{children}</div>
}

/** A number or code to be copied down or read out on the phone. */
export function CopyCode({ label, code, groupSize = 4 }: { label: string; code: string; groupSize?: number }) {
  return (
    <copy-code class="copy-code" data-code={code}>
      <span class="copy-label">{label}</span>
      <span class="copy-value">
        <NumberText value={code} groupSize={groupSize} />
      </span>
      <button class="btn btn-quiet btn-sm" type="button" hidden>
        <Icon name="copy" size="small" />
        <span>复制</span>
        <span class="visually-hidden">{label}</span>
      </button>
    </copy-code>
  )
}

/** Digits in groups for reading and dictating; copied, they come out without gaps. */
export function NumberText({ value, groupSize = 4 }: { value: string; groupSize?: number }) {
  return (
    <span class="number-text">
      {groupDigits(value, groupSize).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </span>
  )
}

export function QrImage({ src, alt, caption }: { src: string; alt: string; caption?: ComponentChildren }) {
  return (
    <figure class="qr">
      <img src={src} alt={alt} width={168} height={168} />
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  )
}

export type ChartTable = { caption: string; columns: string[]; rows: (string | number)[][] }

/** A chart is a picture with words for who cannot see it, a table for who wants the numbers, and a download. */
export function Chart({
  src,
  alt,
  title,
  width = 960,
  height = 400,
  narrowSrc,
  table,
  download,
  note,
}: {
  src: string
  alt: string
  title?: string
  width?: number
  height?: number
  /** The same chart drawn for a phone (`narrow`), 480 wide. */
  narrowSrc?: string
  table: ChartTable
  download?: { href: string; label: string }
  note?: ComponentChildren
}) {
  return (
    <figure class="chart">
      {title && <figcaption class="chart-title">{title}</figcaption>}
      <picture>
        {narrowSrc && <source media="(max-width: 600px)" srcset={narrowSrc} />}
        <img src={src} alt={alt} width={width} height={height} loading="lazy" decoding="async" />
      </picture>
      {note && <p class="chart-note">{note}</p>}
      <details class="chart-data">
        <summary>数据表</summary>
        <div class="table-frame">
          <table class="plain-table">
            <caption>{table.caption}</caption>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((value, position) =>
                    position === 0 ? (
                      <th key={position} scope="row">
                        {value}
                      </th>
                    ) : (
                      <td key={position} class={typeof value === 'number' ? 'cell-numeric' : undefined}>
                        {value}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {download && (
          <a class="chart-download" href={download.href} download>
            <Icon name="download" size="small" />
            {download.label}
          </a>
        )}
      </details>
    </figure>
  )
}
