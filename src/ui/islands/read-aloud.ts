/** Reads the page with the browser's own voice: in 长辈版, or wherever `data-always` stands. */
class ReadAloud extends HTMLElement {
  connectedCallback(): void {
    const isWanted = this.dataset.always !== undefined || document.documentElement.classList.contains('display-elder')
    if (!('speechSynthesis' in window) || !isWanted) return
    this.hidden = false
    this.querySelector('button')?.addEventListener('click', () =>
      speechSynthesis.speaking ? this.#stop() : this.#start(),
    )
    window.addEventListener('pagehide', () => speechSynthesis.cancel())
  }

  disconnectedCallback(): void {
    if ('speechSynthesis' in window) speechSynthesis.cancel()
  }

  #start(): void {
    const target = document.getElementById(this.dataset.target ?? 'main')
    const sentences = target ? sentencesOf(target) : []
    this.#label('停止朗读')
    // One utterance a sentence: some browsers fall silent after fifteen seconds of one.
    sentences.forEach((sentence, index) => {
      const voice = new SpeechSynthesisUtterance(sentence)
      voice.lang = 'zh-CN'
      voice.rate = 0.9
      if (index === sentences.length - 1) voice.addEventListener('end', () => this.#label('朗读本页'))
      speechSynthesis.speak(voice)
    })
  }

  #stop(): void {
    speechSynthesis.cancel()
    this.#label('朗读本页')
  }

  #label(text: string): void {
    const words = this.querySelector('button span')
    if (words) words.textContent = text
  }
}

function sentencesOf(target: HTMLElement): string[] {
  const spoken = Array.from(target.querySelectorAll<HTMLElement>('h1, h2, h3, p, li, dt, dd, th, td, label'))
    .filter((part) => part.offsetParent !== null && !part.closest('nav') && !part.querySelector('p, li, dd'))
    .map((part) => part.textContent.trim())
  return spoken.flatMap((text) => text.match(/[^。！？；\n]+[。！？；]?/g) ?? []).filter((text) => text.trim() !== '')
}

export function defineReadAloud(): void {
  customElements.define('read-aloud', ReadAloud)
}
