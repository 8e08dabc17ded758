import { onPage } from './page.ts'

/** The counter under a `<textarea data-count="2000">`; it warns, and never cuts. */
export function countText(): void {
  onPage((root) => {
    for (const area of root.querySelectorAll<HTMLTextAreaElement>('textarea[data-count]')) {
      const counter = document.getElementById(`${area.id}-counter`)
      if (!counter) continue
      const show = () => say(counter, Array.from(area.value).length, Number(area.dataset.count))
      area.addEventListener('input', show)
      area.form?.addEventListener('draft-restored', show)
      show()
    }
  })
}

function say(counter: HTMLElement, typed: number, most: number): void {
  counter.textContent =
    typed > most ? `已超出 ${typed - most} 字，请删减` : `已写 ${typed} 字，还可写 ${most - typed} 字`
  counter.classList.toggle('is-over', typed > most)
  counter.setAttribute('aria-live', typed > most * 0.9 ? 'polite' : 'off')
}
