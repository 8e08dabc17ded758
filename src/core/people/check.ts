/** What a check of something typed says: the clean value, or a sentence that says what is wrong. */
export type Checked = { ok: true; value: string } | { ok: false; message: string }

export const refused = (message: string): Checked => ({ ok: false, message })
export const accepted = (value: string): Checked => ({ ok: true, value })

/** Full-width digits and letters become plain ones, letters upper case; spaces and hyphens, which people type to group, go. */
export const plainCode = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\-‐‑–—]/g, '')
    .toUpperCase()

/** PostgreSQL stores no NUL in text; nobody types one. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '')
