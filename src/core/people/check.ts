import { z } from 'zod'

/** What a check of something typed says: the clean value, or a sentence that says what is wrong. */
export type Checked = { ok: true; value: string } | { ok: false; message: string }

export const refused = (message: string): Checked => ({ ok: false, message })
export const accepted = (value: string): Checked => ({ ok: true, value })

/** A field of a form that such a check reads, so that all fields that do not fit are told at once. */
export const fieldOf = (check: (text: string) => Checked) =>
  z.string().transform((text, context) => {
    const checked = check(text)
    if (checked.ok) return checked.value
    context.addIssue({ code: 'custom', message: checked.message })
    return z.NEVER
  })

/** Full-width digits and letters become plain ones, letters upper case; spaces and hyphens, which people type to group, go. */
export const plainCode = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\-‐‑–—]/g, '')
    .toUpperCase()

/** PostgreSQL stores no NUL in text; nobody types one. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '')
