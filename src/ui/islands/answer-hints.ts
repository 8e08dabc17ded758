const waitMs = 700

/** Looks for answers while somebody writes: `POST /letters/hints` answers a fragment that takes the place of what stands here. What is typed is not held up by it. */
class AnswerHints extends HTMLElement {
  #timer = 0
  #asked = ''

  connectedCallback(): void {
    document.addEventListener('input', this.#onInput)
  }

  disconnectedCallback(): void {
    document.removeEventListener('input', this.#onInput)
    clearTimeout(this.#timer)
  }

  readonly #onInput = (event: Event): void => {
    const field = event.target
    const names = (this.dataset.of ?? '').split(' ')
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
    if (!names.includes(field.name) || field.closest('form')?.method !== 'post') return
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#ask(field.form, names), waitMs)
  }

  async #ask(form: HTMLFormElement | null, names: string[]): Promise<void> {
    const typed = names.map((name) => form?.querySelector<HTMLInputElement>(`[name=${name}]`)?.value.trim() ?? '')
    // What was typed first says most; the rest of a long letter does not change what is found.
    const q = typed.filter(Boolean).join(' ').slice(0, 60)
    // Of a 举报 nothing leaves the page before it is sent.
    const isReport = form?.querySelector('[name=sort][value=report]:checked') !== null
    if (isReport || q.length < 4 || q === this.#asked) return
    this.#asked = q
    try {
      const answer = await fetch('/letters/hints', {
        method: 'POST',
        headers: { Accept: 'text/html' },
        body: new URLSearchParams({ q }),
      })
      if (!answer.ok || this.#asked !== q) return
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html')
      this.replaceChildren(...Array.from(found.body.childNodes, (node) => document.importNode(node, true)))
    } catch {
      // Without network there are no hints; the letter can still be written.
    }
  }
}

export function defineAnswerHints(): void {
  if (!customElements.get('answer-hints')) customElements.define('answer-hints', AnswerHints)
}
