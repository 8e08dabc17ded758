/** What a channel hands over. `noticeId` is the idempotency key towards the provider. */
export type Message = {
  noticeId: string
  to: string
  template: string
  templateVersion: number
  /** What it is about, in a few words: a subject line. */
  title: string
  variables: Record<string, string>
  text: string
  at: Temporal.Instant
}

export type Medium = 'sms' | 'wechat' | 'email' | 'push'

/** What a channel may do while it sends. */
export type Sending = {
  /** Awaited just before the words leave the house, by a channel whose provider does not drop every repeat. */
  beforeHandOver(): Promise<void>
}

/** The way out of the house: an adapter that speaks one provider's protocol. */
export type Channel = {
  name: string
  /** How many may be under way at once in one process: a slow provider holds up nobody but its own. */
  atOnce: number
  /**
   * How long the provider drops a repeat of one `noticeId`: `always`, for so long, or not at all (zero). Within it whatever is in doubt
   * is sent again; after it, never.
   */
  dropsRepeats: 'always' | Temporal.Duration
  /** Throws `DeliveryFailure` when the provider did not take it; any other error counts as one that may have taken it. */
  send(message: Message, sending: Sending): Promise<{ providerId: string | null }>
  /**
   * Asked after a process died between handing over and noting it. `'unknown'`: nobody can say, so it is not sent again and waits
   * for a person. null: not sent, or a repeat is dropped.
   */
  wasSent(noticeId: string): Promise<{ providerId: string | null } | 'unknown' | null>
}

/** `code` is the provider's or ours, never its words: they may repeat the phone number. */
export class DeliveryFailure extends Error {
  readonly code: string
  readonly worthRetry: boolean
  /** The words were on their way and no clear answer came. */
  readonly mayHaveTaken: boolean

  constructor(code: string, worthRetry: boolean, mayHaveTaken = false) {
    super(code)
    this.name = 'DeliveryFailure'
    this.code = code
    this.worthRetry = worthRetry
    this.mayHaveTaken = mayHaveTaken
  }
}

/** Nothing configured: the message lands in the on-screen outbox, whose content is the notice row itself; so a repeat is no second send. */
export const screen: Channel = {
  name: 'screen',
  atOnce: 50,
  dropsRepeats: 'always',
  send: async () => ({ providerId: null }),
  wasSent: async () => null,
}
