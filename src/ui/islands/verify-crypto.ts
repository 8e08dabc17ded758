import type { DrawCrypto } from '../../../verifier/draw-checks.mjs'

/** Signatures need a browser that knows Ed25519 and an address with https; hashes are computed by ours where the browser gives none. */
const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle

export const crypto: DrawCrypto = {
  sha256: async (bytes: Uint8Array) =>
    subtle
      ? new Uint8Array(await subtle.digest('SHA-256', bytes.slice()))
      : (await import('@noble/hashes/sha2.js')).sha256(bytes),
  hmac: async (key: Uint8Array) => {
    if (subtle) {
      const known = await subtle.importKey('raw', key.slice(), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
      return async (data: Uint8Array) => new Uint8Array(await subtle.sign('HMAC', known, data.slice()))
    }
    const [{ hmac }, { sha256 }] = await Promise.all([import('@noble/hashes/hmac.js'), import('@noble/hashes/sha2.js')])
    return async (data: Uint8Array) => hmac(sha256, key, data)
  },
  ed25519: async (message: Uint8Array, key: Uint8Array, signature: Uint8Array) => {
    try {
      if (subtle) {
        const known = await subtle.importKey('raw', key.slice(), { name: 'Ed25519' }, false, ['verify'])
        return await subtle.verify({ name: 'Ed25519' }, known, signature.slice(), message.slice())
      }
    } catch (error) {
      // A browser of 2020 has the functions, but not this kind of signature.
      if (!(error instanceof DOMException)) throw error
    }
    return verifyHere(message, key, signature)
  },
}

/** For browsers that cannot: a few kilobytes that others never load. */
async function verifyHere(message: Uint8Array, key: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const [{ hashes, verify }, { sha512 }] = await Promise.all([
    import('@noble/ed25519'),
    import('@noble/hashes/sha2.js'),
  ])
  hashes.sha512 = sha512
  return verify(signature, message, key)
}
