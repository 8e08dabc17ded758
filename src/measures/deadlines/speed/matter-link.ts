import { urls } from '#urls.ts'

/** The desk's page of one matter by its kind; null where a kind has none. Letters and the parts of their joint handling share one. */
export const deskUrlOf = (kind: string, number: string): string | null =>
  kind === 'letter' || kind === 'part' ? urls.deskLetter(number) : null
