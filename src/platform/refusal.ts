/** Why a verb did not act: a sentence for the person who asked, saying what to do next. Never a bug. */
export class Refusal extends Error {
  readonly code: string
  /** The form field it concerns, when it concerns one. */
  readonly field: string | undefined
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429

  constructor(code: string, sentence: string, options: { field?: string; status?: Refusal['status'] } = {}) {
    super(sentence)
    this.name = 'Refusal'
    this.code = code
    this.field = options.field
    this.status = options.status ?? 422
  }
}

/** What a person may not see does not exist for them. */
export const notFound = (what = '页面'): Refusal =>
  new Refusal('not-found', `没有找到这个${what}。请核对网址或编号，或从首页重新进入。`, { status: 404 })

/** Seen, but not theirs to act on: the sentence says who may. */
export const forbidden = (whoMay: string): Refusal => new Refusal('forbidden', whoMay, { status: 403 })
