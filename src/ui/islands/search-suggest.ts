const waitMs = 180

/** A combobox over the search box: `/search/suggest?q=` answers a fragment whose links are the suggestions. */
class SearchSuggest extends HTMLElement {
  #links: HTMLAnchorElement[] = []
  #active = -1
  #timer = 0
  #asked = ''

  connectedCallback(): void {
    const input = this.#input()
    if (!input) return
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-expanded', 'false')
    input.addEventListener('input', (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.#later(input)
    })
    input.addEventListener('compositionend', () => this.#later(input))
    input.addEventListener('keydown', (event) => this.#onKey(event))
    input.addEventListener('blur', () => setTimeout(() => this.#close(), 150))
  }

  #input(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[type=search]')
  }

  #later(input: HTMLInputElement): void {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#ask(input.value.trim()), waitMs)
  }

  async #ask(query: string): Promise<void> {
    this.#asked = query
    if (query === '') {
      this.#close()
      return
    }
    try {
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(query)}`, { headers: { Accept: 'text/html' } })
      // An answer to what stood here before is no answer.
      if (!answer.ok || this.#asked !== query) return
      const fragment = new DOMParser().parseFromString(await answer.text(), 'text/html')
      this.#open(Array.from(fragment.querySelectorAll('a')))
    } catch {
      this.#close()
    }
  }

  #open(links: HTMLAnchorElement[]): void {
    this.#close()
    if (links.length === 0) return
    const input = this.#input()
    const id = `${input?.id}-suggestions`
    const list = document.createElement('ul')
    list.id = id
    list.setAttribute('role', 'listbox')
    list.setAttribute('aria-label', '搜索建议')
    this.#links = links
    links.forEach((link, index) => {
      const option = document.createElement('li')
      option.id = `${id}-${index}`
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      option.append(...Array.from(link.childNodes, (node) => document.importNode(node, true)))
      // Before blur closes the list.
      option.addEventListener('mousedown', (event) => event.preventDefault())
      option.addEventListener('click', () => location.assign(link.getAttribute('href') ?? '/search'))
      list.append(option)
    })
    const box = document.createElement('div')
    box.className = 'suggestions'
    box.append(list)
    this.append(box)
    input?.setAttribute('aria-expanded', 'true')
    input?.setAttribute('aria-controls', id)
  }

  #close(): void {
    this.querySelector('.suggestions')?.remove()
    this.#links = []
    this.#active = -1
    const input = this.#input()
    input?.setAttribute('aria-expanded', 'false')
    input?.removeAttribute('aria-activedescendant')
    input?.removeAttribute('aria-controls')
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing || this.#links.length === 0) return
    if (event.key === 'Escape') this.#close()
    else if (event.key === 'ArrowDown') this.#move(1)
    else if (event.key === 'ArrowUp') this.#move(-1)
    else if (event.key === 'Enter' && this.#active >= 0)
      location.assign(this.#links[this.#active]?.getAttribute('href') ?? '')
    else return
    event.preventDefault()
  }

  #move(by: number): void {
    const options = Array.from(this.querySelectorAll('[role=option]'))
    this.#active = (this.#active + by + options.length + (this.#active < 0 && by < 0 ? 1 : 0)) % options.length
    for (const [index, option] of options.entries())
      option.setAttribute('aria-selected', String(index === this.#active))
    const active = options[this.#active]
    active?.scrollIntoView({ block: 'nearest' })
    this.#input()?.setAttribute('aria-activedescendant', active?.id ?? '')
  }
}

export function defineSearchSuggest(): void {
  customElements.define('search-suggest', SearchSuggest)
}
