import { onPage } from './page.ts'

const canOpen = typeof HTMLDialogElement === 'function' && 'showModal' in HTMLDialogElement.prototype

export function openDialog(id: string): boolean {
  const dialog = document.getElementById(id)
  if (!canOpen || !(dialog instanceof HTMLDialogElement)) return false
  if (!dialog.open) dialog.showModal()
  return true
}

/** `data-dialog="id"` opens that dialog; where it cannot, the link's own page does the same. */
export function openDialogs(): void {
  onPage((root) => {
    if (canOpen) for (const button of root.querySelectorAll<HTMLElement>('button[data-dialog]')) button.hidden = false
  })
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return
    const opener = event.target.closest<HTMLElement>('[data-dialog]')
    if (opener?.dataset.dialog && !event.ctrlKey && !event.metaKey && openDialog(opener.dataset.dialog))
      event.preventDefault()
    // A click beside the box, on the backdrop, closes it.
    else if (canOpen && event.target instanceof HTMLDialogElement) event.target.close()
  })
}
