import { openDialog } from './open-dialog.ts'
import { moveRow, openRow, tickRow } from './rows.ts'

const acts: Record<string, () => void> = {
  j: () => moveRow(1),
  k: () => moveRow(-1),
  x: tickRow,
  Enter: openRow,
  '?': showHelp,
}

const offMark = 'keys-off'

/** Desk shortcuts: single keys while nothing is being typed; a page declares its own by `data-key`. Each can be done without them, and they can be switched off (WCAG 2.1.4). */
export function listenToKeys(): void {
  offerSwitch()
  document.addEventListener('keydown', (event) => {
    if (areOff() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target))
      return
    if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('a, button, summary')) return
    const target = declared(event.key)
    const focus = document.querySelector<HTMLElement>(`[data-key-focus="${CSS.escape(event.key)}"]`)
    if (target) target.click()
    else if (focus) focus.focus()
    else if (acts[event.key]) acts[event.key]?.()
    else return
    event.preventDefault()
  })
}

/** Whoever speaks to their machine, or rests a hand on the keys, switches them off in this browser. */
function offerSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-keys-switch]')
  if (!button) return
  const name = () => {
    button.textContent = areOff() ? '打开单键快捷键' : '关掉单键快捷键'
  }
  name()
  button.hidden = false
  button.addEventListener('click', () => {
    if (areOff()) localStorage.removeItem(offMark)
    else localStorage.setItem(offMark, 'yes')
    name()
  })
}

function areOff(): boolean {
  try {
    return localStorage.getItem(offMark) !== null
  } catch {
    // A browser that keeps nothing for pages: then they are on.
    return false
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !/checkbox|radio|button|submit/.test(target.type)
  return (
    target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('dialog[open]') !== null
  )
}

function declared(key: string): HTMLElement | undefined {
  const found = document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  return Array.from(found).find((element) => element.offsetParent !== null)
}

/** The help of every page plus what this page declares. */
function showHelp(): void {
  const list = document.querySelector('[data-keys]')
  if (!list) return
  for (const line of list.querySelectorAll('[data-own]')) line.remove()
  for (const element of document.querySelectorAll<HTMLElement>('[data-key]')) {
    if (element.offsetParent === null || /^[[\]]$/.test(element.dataset.key ?? '')) continue
    list.append(helpLine(element.dataset.key ?? '', element.dataset.keyLabel ?? element.textContent.trim()))
  }
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-key-focus]')) {
    const key = field.dataset.keyFocus ?? ''
    // `/` stands among the keys of every page.
    if (key === '/' || field.offsetParent === null) continue
    list.append(helpLine(key, `跳到“${(field.labels?.[0]?.textContent ?? '').replace(/（.*/, '').trim()}”`))
  }
  openDialog('keys-help')
}

function helpLine(key: string, words: string): HTMLElement {
  const line = document.createElement('div')
  line.dataset.own = ''
  const term = document.createElement('dt')
  const cap = document.createElement('kbd')
  cap.textContent = key
  term.append(cap)
  const meaning = document.createElement('dd')
  meaning.textContent = words
  line.append(term, meaning)
  return line
}
