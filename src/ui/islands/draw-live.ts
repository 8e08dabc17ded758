/** Counts down to a draw and shows its result the moment it is there. Without script the page says the moment, and is looked at again. */
class DrawLive extends HTMLElement {
  #end = 0
  #timer: number | undefined
  #asked = 0
  #known = ''

  connectedCallback(): void {
    // By the server's clock: what was left when the page was made, counted on by this device.
    this.#end = performance.now() + Number(this.dataset.left)
    this.#timer = window.setInterval(() => this.#tick(), 500)
    this.#tick()
  }

  disconnectedCallback(): void {
    window.clearInterval(this.#timer)
  }

  #tick(): void {
    const left = Math.max(0, this.#end - performance.now())
    const countdown = this.querySelector('.draw-countdown')
    if (countdown) countdown.textContent = left > 0 ? words(Math.ceil(left / 1000)) : '正在抽取……'
    // Near the moment often, before it seldom: who watches sees the words of the observers come in.
    if (performance.now() - this.#asked > (left < 5000 ? 2000 : 15_000)) void this.#ask()
  }

  async #ask(): Promise<void> {
    this.#asked = performance.now()
    try {
      const answer = await fetch(`/draws/${this.dataset.number}/state`, { cache: 'no-store' })
      if (!answer.ok) return
      const now = await answer.text()
      // It may have been drawn between the making of the page and the first asking.
      const isOver = (JSON.parse(now) as { state: string }).state !== 'waiting'
      if (isOver || (this.#known !== '' && now !== this.#known)) window.location.reload()
      this.#known = now
    } catch {
      // No network for a moment; it is asked again.
    }
  }
}

function words(seconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  const two = (value: number) => String(value).padStart(2, '0')
  return `${days > 0 ? `${days} 天 ` : ''}${two(hours)}:${two(minutes)}:${two(seconds % 60)}`
}

export function defineDrawLive(): void {
  if (!customElements.get('draw-live')) customElements.define('draw-live', DrawLive)
}
