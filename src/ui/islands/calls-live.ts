/**
 * An open console hears of new calls without a reload: it asks every two seconds what the line looks like. Waiting, it goes to the call that has come to this
 * seat; during a call it only says what has changed, so that nothing typed is lost. Without script the page has a link that looks again.
 */
class CallsLive extends HTMLElement {
  #ticking: number | undefined
  #asking: number | undefined
  readonly #began = performance.now()

  connectedCallback(): void {
    this.#ticking = window.setInterval(() => this.#tick(), 1000)
    this.#asking = window.setInterval(() => void this.#ask(), 2000)
  }

  disconnectedCallback(): void {
    window.clearInterval(this.#ticking)
    window.clearInterval(this.#asking)
  }

  /** By the server's clock: what had passed when the page was made, counted on by this device. */
  #tick(): void {
    const passed = (performance.now() - this.#began) / 1000
    for (const element of document.querySelectorAll<HTMLElement>('[data-seconds]')) {
      const seconds = Math.floor(Number(element.dataset.seconds) + passed)
      element.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    }
  }

  async #ask(): Promise<void> {
    try {
      const answer = await fetch('/desk/calls/state', { cache: 'no-store' })
      if (!answer.ok || answer.redirected) return
      this.#show((await answer.json()) as { mine: string | null; waiting: number; mark: string })
    } catch {
      // No network for a moment; it is asked again.
    }
  }

  #show({ mine, waiting, mark }: { mine: string | null; waiting: number; mark: string }): void {
    if (mark === this.dataset.mark) return
    const { call } = this.dataset
    if (!call) {
      if (mine && mine !== this.dataset.mine) window.location.assign(`/desk/calls/${mine}`)
      else window.location.reload()
      return
    }
    this.dataset.mark = mark
    const said = this.querySelector('[data-said]')
    if (!said) return
    const isOver = this.dataset.mine === call && mine !== call
    said.textContent = `${isOver ? '通话已结束，请整理工单。' : ''}现在排队 ${waiting} 通。`
  }
}

export function defineCallsLive(): void {
  if (!customElements.get('calls-live')) customElements.define('calls-live', CallsLive)
}
