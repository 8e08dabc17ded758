/** Adds what is said in a live interview as it is said. Without script the page shows all that was said until it was loaded. */
class LiveText extends HTMLElement {
  #source: EventSource | undefined
  #timer: number | undefined
  #tries = 0

  connectedCallback(): void {
    this.#later(Number(this.dataset.wait) || 0)
  }

  disconnectedCallback(): void {
    this.#source?.close()
    window.clearTimeout(this.#timer)
  }

  #later(milliseconds: number): void {
    // Longer waits than this overflow the timer: such a page will have been loaded anew.
    if (milliseconds < 86_400_000) this.#timer = window.setTimeout(() => this.#connect(), milliseconds)
  }

  #connect(): void {
    const list = this.querySelector('ol')
    if (!list) return
    const last = Array.from(list.children, (entry) => Number((entry as HTMLElement).dataset.seq)).reduce(
      (most, seq) => Math.max(most, seq),
      0,
    )
    // From then on the browser itself says which was the last.
    const source = new EventSource(`${this.dataset.src}?after=${last}`)
    this.#source = source
    source.onopen = () => {
      this.#tries = 0
      this.#say('已连接，新的内容会自己出现')
    }
    source.onerror = () => {
      this.#say('连接断了，正在重新连接……')
      // Refused for now: too many readers, or a process that is leaving.
      if (source.readyState === EventSource.CLOSED && this.#tries++ < 30) this.#later(10_000 + Math.random() * 10_000)
    }
    source.addEventListener('entry', (event) => this.#add(list, event))
    source.addEventListener('closed', (event) => {
      this.#add(list, event)
      source.close()
      this.#say('直播结束')
    })
  }

  #add(list: Element, event: MessageEvent<string>): void {
    const box = document.createElement('template')
    box.innerHTML = JSON.parse(event.data) as string
    const entry = box.content.firstElementChild
    if (!entry || document.getElementById(entry.id)) return
    list.prepend(entry)
  }

  #say(words: string): void {
    const state = this.querySelector('.live-state')
    if (state && state.textContent !== words) state.textContent = words
  }
}

export function defineLiveText(): void {
  if (!customElements.get('live-text')) customElements.define('live-text', LiveText)
}
