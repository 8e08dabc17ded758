/** Asks the browser to be told of our messages and sends the form around it with where to; hidden where the browser cannot. */
class PushButton extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')
    if (!button || !('serviceWorker' in navigator) || !('PushManager' in window)) return
    this.hidden = false
    button.addEventListener('click', () => {
      button.disabled = true
      this.#say('请在浏览器的提示里选“允许”……')
      this.#ask().catch(() => {
        button.disabled = false
        this.#say(
          Notification.permission === 'denied'
            ? '浏览器里已选“不允许”。要打开，请在地址栏左边的网站设置里改成“允许”，再点一次。'
            : '没有打开成。请再试一次，或用别的方式。',
        )
      })
    })
  }

  async #ask(): Promise<void> {
    const field = this.querySelector('input')
    const form = this.closest('form')
    if (!field || !form) return
    await navigator.serviceWorker.register(this.dataset.worker ?? '')
    const { pushManager } = await navigator.serviceWorker.ready
    // One made for another key would go on being refused.
    await (await pushManager.getSubscription())?.unsubscribe()
    const made = await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(this.dataset.key ?? ''),
    })
    field.value = JSON.stringify(made.toJSON())
    form.submit()
  }

  #say(text: string): void {
    const words = this.querySelector('[role=status]')
    if (words) words.textContent = text
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (character) => character.charCodeAt(0))
}

export function definePushButton(): void {
  customElements.define('push-button', PushButton)
}
