type Spoken = { part: HTMLElement; sentence: string }

/**
 * Reads the page with the browser's own voice: in 长辈版, or wherever `data-always` stands. Sentence by sentence, each only when the one before is over: some
 * browsers fall silent within a long text, and on phones a pause is an end, so that going on means starting the sentence anew.
 */
class ReadAloud extends HTMLElement {
  #queue: Spoken[] = []
  #at = 0
  /** The utterance that is wanted now; kept here, because some browsers forget the end of one that nobody holds. */
  #voice: SpeechSynthesisUtterance | null = null

  connectedCallback(): void {
    const isWanted = this.dataset.always !== undefined || document.documentElement.classList.contains('display-elder')
    if (!('speechSynthesis' in window) || !isWanted) return
    this.hidden = false
    this.#button('read')?.addEventListener('click', () => (this.#voice ? this.#pause() : this.#read()))
    this.#button('stop')?.addEventListener('click', () => this.#stop())
    window.addEventListener('pagehide', () => this.#stop())
  }

  disconnectedCallback(): void {
    this.#stop()
  }

  #read(): void {
    if (this.#queue.length === 0) {
      const target = document.getElementById(this.dataset.target || 'main')
      this.#queue = target ? spokenOf(target) : []
      this.#at = 0
    }
    this.#show('暂停朗读')
    this.#next()
  }

  #next(): void {
    const spoken = this.#queue[this.#at]
    if (!spoken) {
      this.#stop()
      return
    }
    mark(spoken.part)
    const voice = new SpeechSynthesisUtterance(spoken.sentence)
    voice.lang = 'zh-CN'
    voice.rate = 0.9
    this.#voice = voice
    // What is cancelled ends too, in some browsers as an error: only the one that is still wanted leads on.
    voice.addEventListener('end', () => {
      if (this.#voice !== voice) return
      this.#at++
      this.#next()
    })
    voice.addEventListener('error', () => {
      if (this.#voice === voice) this.#pause()
    })
    speechSynthesis.speak(voice)
  }

  #pause(): void {
    this.#voice = null
    speechSynthesis.cancel()
    this.#show('继续朗读')
  }

  #stop(): void {
    this.#voice = null
    this.#queue = []
    mark(null)
    if ('speechSynthesis' in window) speechSynthesis.cancel()
    this.#show('朗读本页')
  }

  #show(words: string): void {
    const label = this.#button('read')?.querySelector('span')
    if (label) label.textContent = words
    const stop = this.#button('stop')
    if (stop) stop.hidden = this.#queue.length === 0
  }

  #button(name: string): HTMLButtonElement | null {
    return this.querySelector(`button[data-${name}]`)
  }
}

/** The part being read stands out, and is on the screen. */
function mark(part: HTMLElement | null): void {
  const before = document.querySelector('.is-read')
  if (before === part) return
  before?.classList.remove('is-read')
  part?.classList.add('is-read')
  part?.scrollIntoView({ block: 'nearest' })
}

/** What is shown, in its order, without menus, buttons and what only the screen reader is told. */
function spokenOf(target: HTMLElement): Spoken[] {
  const parts = Array.from(target.querySelectorAll<HTMLElement>('h1, h2, h3, p, li, dt, dd, th, td, label, summary'))
  return parts
    .filter((part) => part.offsetParent !== null && !part.closest('nav, [aria-hidden=true], .visually-hidden'))
    .filter((part) => !part.querySelector('h1, h2, h3, p, li, dd, td'))
    .flatMap((part) => sentencesOf(part.textContent || '').map((sentence) => ({ part, sentence })))
}

const sentencesOf = (text: string): string[] =>
  (text.match(/[^。！？；\n]+[。！？；]?/g) || [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

export function defineReadAloud(): void {
  customElements.define('read-aloud', ReadAloud)
}
