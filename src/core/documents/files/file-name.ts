/** Name and extension of what was chosen on the other side. `extension` is lower case without the dot, empty when there is none. */
export type CleanName = { name: string; extension: string }

const longest = 100

/**
 * The name as a person may see it again: no folders, no control characters, no characters that turn the reading direction
 * (`fdp.exe` shown as `exe.pdf`), not hidden, at most 100 characters with the extension kept. Emoji stay.
 */
export function cleanName(given: string): CleanName {
  const last = given.slice(-4096).split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(/\u200d/gu, '\u{f0000}')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll('\u{f0000}', '\u200d')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
  const extension = /\.([A-Za-z][A-Za-z0-9]{0,7})$/.exec(plain)?.[1] ?? ''
  const whole = (extension ? plain.slice(0, -extension.length - 1) : plain).replace(/^\.+/, '')
  const stem = [...whole].slice(0, longest).join('').trim()
  const name = stem || '未命名'
  return { name: extension ? `${name}.${extension}` : name, extension: extension.toLowerCase() }
}

/** RFC 6266 with the Chinese name in RFC 8187 form; old browsers get a plain one. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string, extension: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `${kind}; filename="file.${extension}"; filename*=UTF-8''${encoded}`
}
