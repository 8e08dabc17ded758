import { onPage } from './page.ts'

type Draft = Record<string, string[]>

const fieldsToKeep = 'input:not([type=hidden]):not([type=password]):not([type=file]), textarea, select'

/**
 * `<form data-keep="letter">`: what is typed stays in this tab until the form is accepted, so a dead battery or a
 * slip of the finger loses nothing. sessionStorage, because halls and families share phones.
 */
export function keepDrafts(): void {
  onPage((root) => {
    forgetSent()
    for (const form of root.querySelectorAll<HTMLFormElement>('form[data-keep]')) keep(form)
  })
}

function keep(form: HTMLFormElement): void {
  const key = `draft:${form.dataset.keep}`
  const wasRefused = document.querySelector('.error-summary') !== null
  restore(form, read(key), wasRefused)
  form.addEventListener('input', () => write(key, valuesOf(form)))
  form.addEventListener('change', () => write(key, valuesOf(form)))
  form.addEventListener('submit', () => write(`${key}:sent`, { to: [new URL(form.action).pathname] }))
}

/** A draft is spent when the browser has arrived somewhere that is neither its form nor the refusal of its form. */
function forgetSent(): void {
  for (const mark of storedKeys().filter((key) => key.startsWith('draft:') && key.endsWith(':sent'))) {
    const key = mark.slice(0, -':sent'.length)
    const isBack = document.querySelector(`form[data-keep="${CSS.escape(key.slice('draft:'.length))}"]`) !== null
    if (!isBack && read(mark).to?.[0] !== location.pathname) sessionStorage.removeItem(key)
    sessionStorage.removeItem(mark)
  }
}

/** Only into fields that the server left empty: its values are newer than ours. */
function restore(form: HTMLFormElement, draft: Draft, wasRefused: boolean): void {
  for (const field of kept(form)) {
    const values = draft[field.name]
    if (!values) continue
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      if (!wasRefused) field.checked = values.includes(field.value)
    } else if (field.value === '') field.value = values[0] ?? ''
  }
  form.dispatchEvent(new Event('draft-restored', { bubbles: true }))
}

function valuesOf(form: HTMLFormElement): Draft {
  const draft: Draft = {}
  for (const field of kept(form)) {
    draft[field.name] ??= []
    const isOff = field instanceof HTMLInputElement && /checkbox|radio/.test(field.type) && !field.checked
    if (!isOff) draft[field.name]?.push(field.value)
  }
  return draft
}

type Keepable = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const kept = (form: HTMLFormElement): Keepable[] =>
  Array.from(form.querySelectorAll<Keepable>(fieldsToKeep)).filter((field) => field.name !== '')

function storedKeys(): string[] {
  try {
    return Object.keys(sessionStorage)
  } catch {
    return []
  }
}

function read(key: string): Draft {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Draft
  } catch {
    return {}
  }
}

/** Storage may be full or forbidden; then the form works as without script. */
function write(key: string, draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft))
  } catch {
    return
  }
}
