/** Shows what helps to answer while it is being typed. Sent as the body of a request, so that no words of a caller stand in an address or a log. */
class KnowledgeLive extends HTMLElement {
  #timer: number | undefined
  #asked = ''
  #running: AbortController | undefined
  readonly #listen = () => {
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#ask(), 500)
  }

  connectedCallback(): void {
    this.#form?.addEventListener('input', this.#listen)
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer)
    this.#form?.removeEventListener('input', this.#listen)
  }

  get #form(): HTMLFormElement | null {
    return document.querySelector(`#${this.dataset.form}`)
  }

  async #ask(): Promise<void> {
    const fields = this.#form ? new FormData(this.#form) : new FormData()
    const text = (this.dataset.fields ?? '')
      .split(' ')
      .map((name) => String(fields.get(name) ?? '').trim())
      .filter(Boolean)
      .join('\n')
    if (text.length < 2 || text === this.#asked) return
    this.#asked = text
    this.#running?.abort()
    this.#running = new AbortController()
    try {
      const body = new URLSearchParams({ text })
      const answer = await fetch(this.dataset.from ?? '', { method: 'POST', body, signal: this.#running.signal })
      if (answer.ok && !answer.redirected) this.innerHTML = await answer.text()
    } catch {
      // The next key asks again; the button asks without script.
    }
  }
}

export function defineKnowledgeLive(): void {
  if (!customElements.get('knowledge-live')) customElements.define('knowledge-live', KnowledgeLive)
}
