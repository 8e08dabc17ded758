import { onPage } from './page.ts'

const rowsOf = (): HTMLTableRowElement[] =>
  Array.from(document.querySelectorAll<HTMLTableRowElement>('table[data-rows] tbody tr'))

const here = (): HTMLTableRowElement | null => document.querySelector('tr.is-here')

/** j and k: the row at which the keyboard stands. */
export function moveRow(by: 1 | -1): void {
  const rows = rowsOf()
  const from = here()
  const at = from ? rows.indexOf(from) + by : 0
  const next = rows[Math.min(Math.max(at, 0), rows.length - 1)]
  if (!next) return
  from?.classList.remove('is-here')
  next.classList.add('is-here')
  next.querySelector<HTMLElement>('.row-link')?.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
}

export function tickRow(): void {
  here()?.querySelector<HTMLInputElement>('.cell-select input')?.click()
}

export function openRow(): void {
  here()?.querySelector<HTMLAnchorElement>('.row-link')?.click()
}

/** The box in the table's head ticks the page; `[data-selected-count]` says how many are ticked. */
export function selectAll(): void {
  onPage((root) => {
    for (const all of root.querySelectorAll<HTMLInputElement>('[data-select-all]')) {
      all.hidden = false
      const boxes = Array.from(
        root.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(all.dataset.selectAll ?? '')}"]`),
      )
      const show = () => {
        const ticked = boxes.filter((box) => box.checked).length
        all.checked = ticked === boxes.length
        all.indeterminate = ticked > 0 && ticked < boxes.length
        for (const words of root.querySelectorAll(`[data-selected-count="${all.dataset.selectAll}"]`))
          words.textContent = ticked === 0 ? '还没有勾选' : `已勾选 ${ticked} 条`
      }
      all.addEventListener('change', () => {
        for (const box of boxes) box.checked = all.checked
        show()
      })
      for (const box of boxes) box.addEventListener('change', show)
      show()
    }
  })
}
