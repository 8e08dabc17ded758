/** Asks the device for a passkey and sends the form around it with the answer; hidden where the browser has none. */
class PasskeyButton extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')
    if (!button || !window.PublicKeyCredential) return
    this.hidden = false
    button.addEventListener('click', () => {
      button.disabled = true
      this.#say('请按手机或电脑的提示操作……')
      this.#ask().catch(() => {
        button.disabled = false
        this.#say('没有完成。请再试一次，或用别的方式。')
      })
    })
  }

  async #ask(): Promise<void> {
    const field = this.querySelector('input')
    const form = this.closest('form')
    if (!field || !form) return
    const answer = await fetch(this.dataset.challenge ?? '', {
      method: 'POST',
      headers: { Accept: 'application/json' },
    })
    if (!answer.ok) throw new Error(String(answer.status))
    const publicKey = readable(await answer.json())
    const made =
      this.dataset.act === 'create'
        ? await navigator.credentials.create({ publicKey })
        : await navigator.credentials.get({ publicKey })
    if (!(made instanceof PublicKeyCredential)) throw new Error('nothing')
    field.value = JSON.stringify(sendable(made))
    this.#say('正在核对……')
    form.submit()
  }

  #say(text: string): void {
    const words = this.querySelector('[role=status]')
    if (words) words.textContent = text
  }
}

type CredentialJson = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }
type OptionsJson = Omit<
  PublicKeyCredentialCreationOptions & PublicKeyCredentialRequestOptions,
  'challenge' | 'user' | 'excludeCredentials' | 'allowCredentials'
> & {
  challenge: string
  user: Omit<PublicKeyCredentialUserEntity, 'id'> & { id: string }
  excludeCredentials?: CredentialJson[]
  allowCredentials?: CredentialJson[]
}

/** The server's JSON with its base64url turned into bytes; browsers of 2020 have no `parseCreationOptionsFromJSON`. */
function readable(options: OptionsJson): PublicKeyCredentialCreationOptions & PublicKeyCredentialRequestOptions {
  return {
    ...options,
    challenge: bytesOf(options.challenge),
    user: { ...options.user, id: bytesOf(options.user?.id ?? '') },
    excludeCredentials: options.excludeCredentials?.map((one) => ({ ...one, id: bytesOf(one.id) })),
    allowCredentials: options.allowCredentials?.map((one) => ({ ...one, id: bytesOf(one.id) })),
  }
}

/** What the device signed, as JSON that the server reads. */
function sendable({ id, type, rawId, response }: PublicKeyCredential): unknown {
  const common = { id, type, rawId: textOf(rawId), clientExtensionResults: {} }
  const clientDataJSON = textOf(response.clientDataJSON)
  if (response instanceof AuthenticatorAttestationResponse)
    return {
      ...common,
      response: {
        clientDataJSON,
        attestationObject: textOf(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse
  return {
    ...common,
    response: {
      clientDataJSON,
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
      userHandle: userHandle ? textOf(userHandle) : undefined,
    },
  }
}

function bytesOf(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (character) => character.charCodeAt(0)).buffer
}

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')

export function definePasskeyButton(): void {
  customElements.define('passkey-button', PasskeyButton)
}
