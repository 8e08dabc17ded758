import { onPage } from './page.ts'

/** Copies a number or code; without a clipboard the digits stay there to be marked by hand. */
class CopyCode extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')
    const words = button?.querySelector('span')
    if (!button || !words || !navigator.clipboard) return
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(this.dataset.code ?? '').then(
        () => {
          words.textContent = '已复制'
        },
        () => {
          words.textContent = '请手动复制'
        },
      )
      setTimeout(() => {
        words.textContent = '复制'
      }, 2500)
    })
  }
}

export function defineCopyCode(): void {
  customElements.define('copy-code', CopyCode)
}

export function printOnClick(): void {
  onPage((root) => {
    for (const button of root.querySelectorAll<HTMLElement>('[data-print]')) {
      button.hidden = false
      button.addEventListener('click', () => window.print())
    }
  })
}
