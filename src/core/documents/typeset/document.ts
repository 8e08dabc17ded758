/** A part of the text. Words are shown as they stand: nothing in them is ever read as markup. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  /** Somebody else's words, set apart. */
  | { kind: 'quote'; text: string }
  | {
      kind: 'table'
      columns: { label: string; width: number; align?: 'left' | 'center' | 'right' }[]
      rows: string[][]
    }

/** 存证核验: where the entry of this very PDF is checked (`qr`: the address as an SVG), and what stands in its bytes so that they name the entry themselves. */
export type RecordCheck = { qr: string; mark: string; note: string }

/** What the foot of a paper says about how to check it; `qr` is the address as an SVG. */
type Check = { qr: string; code: string; note: string; record: RecordCheck }

/** 信函格式 of GB/T 9704—2012, 10.1: red name of the organ, red double line above and below, number at the right, seal over name and date. */
export type LetterForm = {
  layout: 'letter'
  /** 发文机关标志 */
  head: string
  /** 发文字号 */
  number: string
  title: string
  /** 主送, without the colon. */
  to: string
  blocks: Block[]
  /** 署名; `seal` the name around the seal, none without one. */
  signer: string
  seal: { name: string; isDemo: boolean } | null
  /** 成文日期: 2026年11月23日 */
  date: string
  contact: string | null
  check: Check | null
}

/** 简报: red name, issue, organ and date over a red line. */
export type BulletinForm = {
  layout: 'bulletin'
  head: string
  issue: string
  issuer: string
  date: string
  blocks: Block[]
  /** 版记: who gets it, what it was made from. */
  foot: string[]
}

/** A list on landscape paper with room for signatures. */
export type ListForm = {
  layout: 'list'
  title: string
  lead: string
  blocks: Block[]
  signatures: string[]
}

/** What is public already, to be kept and passed on: no organ's paper, no seal. */
export type ReadingForm = {
  layout: 'reading'
  /** Who published it. */
  head: string
  title: string
  /** One line each below the title. */
  facts: string[]
  blocks: Block[]
  record: RecordCheck
}

export type Form = LetterForm | BulletinForm | ListForm | ReadingForm

export type Typeset = { pdf: Uint8Array; pages: number }
