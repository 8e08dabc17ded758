/** Adds dragging, pasting, previews and taking out to a file input; what is chosen stays in the input itself. */
class UploadField extends HTMLElement {
  #chosen: File[] = []
  #refused: string[] = []
  #previews: string[] = []
  readonly #onPaste = (event: ClipboardEvent) => {
    const files = Array.from(event.clipboardData?.files ?? [])
    if (
      files.length > 0 &&
      !(event.target instanceof HTMLTextAreaElement && event.clipboardData?.types.includes('text/plain'))
    )
      this.#add(files)
  }

  connectedCallback(): void {
    const input = this.#input()
    const drop = this.querySelector('.upload-drop')
    const words = this.querySelector('.upload-words')
    if (!input || !drop || !canSetFiles()) return
    if (words && !matchMedia('(hover: none)').matches)
      words.textContent = input.accept.includes('image') ? '把文件拖到这里，或粘贴截图' : '把文件拖到这里'
    this.classList.add('is-ready')
    input.addEventListener('change', () => this.#add(Array.from(input.files ?? [])))
    drop.addEventListener('dragover', (event) => {
      event.preventDefault()
      drop.classList.add('is-over')
    })
    drop.addEventListener('dragleave', () => drop.classList.remove('is-over'))
    drop.addEventListener('drop', (event) => {
      event.preventDefault()
      drop.classList.remove('is-over')
      if (event instanceof DragEvent) this.#add(Array.from(event.dataTransfer?.files ?? []))
    })
    document.addEventListener('paste', this.#onPaste)
  }

  disconnectedCallback(): void {
    document.removeEventListener('paste', this.#onPaste)
    this.#forgetPreviews()
  }

  #input(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[type=file]')
  }

  #add(files: File[]): void {
    const input = this.#input()
    if (!input) return
    const most = input.multiple ? Number(this.dataset.maxFiles ?? '99') : 1
    const megabytes = Number(this.dataset.maxMegabytes ?? '0')
    this.#refused = []
    if (!input.multiple) this.#chosen = []
    for (const file of files) {
      const isKnown = this.#chosen.some((known) => known.name === file.name && known.size === file.size)
      if (isKnown) continue
      if (megabytes > 0 && file.size > megabytes * 1_048_576)
        this.#refused.push(`“${file.name}”超过 ${megabytes} MB，没有加入`)
      else if (this.#chosen.length >= most) this.#refused.push(`最多 ${most} 个文件，“${file.name}”没有加入`)
      else this.#chosen.push(file)
    }
    this.#show(input)
  }

  #show(input: HTMLInputElement): void {
    const transfer = new DataTransfer()
    for (const file of this.#chosen) transfer.items.add(file)
    input.files = transfer.files
    const list = this.querySelector('.upload-list')
    if (!list) return
    this.#forgetPreviews()
    list.replaceChildren(
      ...this.#chosen.map((file) => this.#line(file, input)),
      ...this.#refused.map((sentence) => refusal(sentence)),
    )
  }

  #line(file: File, input: HTMLInputElement): HTMLElement {
    const line = document.createElement('li')
    if (/^image\/(jpeg|png|webp|gif)$/.test(file.type)) {
      const preview = document.createElement('img')
      preview.src = URL.createObjectURL(file)
      preview.alt = ''
      this.#previews.push(preview.src)
      line.append(preview)
    }
    const name = document.createElement('span')
    name.className = 'kept-name'
    const size = document.createElement('small')
    size.textContent = sizeText(file.size)
    name.append(file.name, size)
    const remove = document.createElement('button')
    remove.type = 'button'
    remove.textContent = '不要了'
    remove.setAttribute('aria-label', `不要了：${file.name}`)
    remove.addEventListener('click', () => {
      this.#chosen = this.#chosen.filter((known) => known !== file)
      this.#refused = []
      this.#show(input)
      input.focus()
    })
    line.append(name, remove)
    return line
  }

  #forgetPreviews(): void {
    for (const address of this.#previews) URL.revokeObjectURL(address)
    this.#previews = []
  }
}

function refusal(sentence: string): HTMLElement {
  const line = document.createElement('li')
  line.className = 'upload-refused'
  line.textContent = sentence
  return line
}

function sizeText(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
}

/** Safari before 14.1 cannot fill a file input from script: there the plain input stays. */
function canSetFiles(): boolean {
  try {
    return new DataTransfer().files.length === 0
  } catch {
    return false
  }
}

export function defineUploadField(): void {
  customElements.define('upload-field', UploadField)
}
