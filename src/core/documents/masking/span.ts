export type MaskKind =
  | 'name'
  | 'idNumber'
  | 'phone'
  | 'email'
  | 'account'
  | 'bankCard'
  | 'plate'
  | 'address'
  | 'schoolClass'
  | 'staffNumber'

/** One suggestion. [start, end) in UTF-16 units of the given text; `reason` is shown to the editor. */
export type MaskSpan = { start: number; end: number; kind: MaskKind; replacement: string; reason: string }

export type MaskContext = {
  /** Persons concerned, masked wherever they stand: the writer, those complained of, clerks. */
  names?: string[]
  /** Units whose names stay even where they look like a person's. */
  unitNames?: string[]
  /** Phones of units: they stay. */
  officialPhones?: string[]
  /** The text was written by an office: a fixed line in it is the office's own unless it is called private. */
  isOfficial?: boolean
}

/** Full-width letters, digits and signs as half-width ones; every unit keeps its place. */
export const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')

/** Spans of all hits of a global pattern; group `mask`, where the pattern has one, is the part to mask. */
export function spansOf(
  text: string,
  pattern: RegExp,
  kind: MaskKind,
  say: (hit: string) => { replacement: string; reason: string } | null,
): MaskSpan[] {
  const spans: MaskSpan[] = []
  for (const hit of text.matchAll(pattern)) {
    const masked = hit.groups?.mask ?? hit[0]
    const said = say(masked)
    const start = hit.index + hit[0].lastIndexOf(masked)
    if (said) spans.push({ start, end: start + masked.length, kind, ...said })
  }
  return spans
}
