const swapped = 'yangguang:page'

/** Runs `enhance` on this page and again on every page that takes its place without a reload. */
export function onPage(enhance: (root: HTMLElement) => void): void {
  enhance(document.body)
  document.addEventListener(swapped, () => enhance(document.body))
}

/** Shows the server's own answer to a request made by script, as if the browser had loaded it. */
export function swapPage(html: string, address: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html')
  document.title = page.title
  document.documentElement.className = page.documentElement.className
  document.body.replaceWith(page.body)
  history.replaceState(null, '', address)
  window.scrollTo(0, 0)
  document.dispatchEvent(new Event(swapped))
}

/** A refused page puts the focus on its error summary. */
export function focusFirst(root: HTMLElement): void {
  root.querySelector<HTMLElement>('[data-focus]')?.focus()
}
