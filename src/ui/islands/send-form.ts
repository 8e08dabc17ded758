import { swapPage } from './page.ts'

/** How long a slow answer keeps the button shut. The form key makes a second sending harmless anyway. */
const shutForMs = 12_000

/** One click sends once; forms with files show how far they are. */
export function sendForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return
    if (form.dataset.once === undefined) return
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    shut(form)
    if (form.dataset.upload !== undefined && hasFiles(form)) {
      event.preventDefault()
      // Safari before 15.4 does not say which button it was.
      upload(form, event.submitter ?? (document.activeElement as HTMLElement | null))
    }
  })
  // A page that comes back from the browser's own cache comes with its buttons open.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) open(form)
  })
}

const hasFiles = (form: HTMLFormElement): boolean =>
  Array.from(form.querySelectorAll<HTMLInputElement>('input[type=file]')).some(
    (input) => (input.files?.length ?? 0) > 0,
  )

function shut(form: HTMLFormElement): void {
  form.dataset.sent = 'yes'
  form.setAttribute('aria-busy', 'true')
  // After this turn, so that the pressed button's own value still travels.
  setTimeout(() => setButtons(form, true))
  setTimeout(() => open(form), shutForMs)
}

function open(form: HTMLFormElement): void {
  if (form.dataset.uploading) return
  delete form.dataset.sent
  form.removeAttribute('aria-busy')
  setButtons(form, false)
}

function setButtons(form: HTMLFormElement, disabled: boolean): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>('button:not([type=button])')) button.disabled = disabled
}

function upload(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const body = new FormData(form)
  if (submitter instanceof HTMLButtonElement && submitter.name) body.append(submitter.name, submitter.value)
  const box = form.querySelector<HTMLElement>('.upload-progress')
  const bar = box?.querySelector('progress')
  const words = box?.querySelector('span')
  const say = (text: string) => {
    if (words) words.textContent = text
  }
  if (box) box.hidden = false
  form.dataset.uploading = 'yes'
  const request = new XMLHttpRequest()
  request.upload.addEventListener('progress', (event) => {
    const percent = event.total ? Math.round((event.loaded / event.total) * 100) : 0
    if (bar) bar.value = percent
    say(percent < 100 ? `正在上传 ${percent}%` : '已传完，正在保存……')
  })
  const stop = (text: string) => {
    delete form.dataset.uploading
    open(form)
    say(text)
  }
  request.addEventListener('load', () => {
    delete form.dataset.uploading
    swapPage(request.responseText, request.responseURL)
  })
  request.addEventListener('error', () => stop('网络断开了。您填写的内容还在，请再点一次提交。'))
  request.addEventListener('abort', () => stop('上传已停止。'))
  request.open('POST', form.action)
  request.setRequestHeader('Accept', 'text/html')
  request.send(body)
}
