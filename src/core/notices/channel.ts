/** What a channel hands over. `noticeId` is the idempotency key towards the provider. */
export type Message = {
  noticeId: string
  to: string
  template: string
  templateVersion: number
  variables: Record<string, string>
  text: string
}

export type Medium = 'sms' | 'wechat' | 'email' | 'push'

/**
 * The way out of the house. An adapter speaks one provider's protocol and either makes the provider drop repeats of a `noticeId`
 * (then `wasSent` may answer null) or can ask it what became of one.
 */
export type Channel = {
  name: string
  /** Throws `DeliveryFailure` when the provider did not take it; any other error counts as worth another try. */
  send(message: Message): Promise<{ providerId: string | null }>
  /**
   * Asked after a process died between handing over and noting it. `'unknown'`: nobody can say, so it is not sent again and waits
   * for a person. null: certainly not sent.
   */
  wasSent(noticeId: string): Promise<{ providerId: string | null } | 'unknown' | null>
}

/** `code` is the provider's or ours, never its words: they may repeat the phone number. */
export class DeliveryFailure extends Error {
  readonly code: string
  readonly worthRetry: boolean

  constructor(code: string, worthRetry: boolean) {
    super(code)
    this.name = 'DeliveryFailure'
    this.code = code
    this.worthRetry = worthRetry
  }
}

/** Nothing configured: the message lands in the on-screen outbox, whose content is the notice row itself; so a repeat is no second send. */
export const screen: Channel = {
  name: 'screen',
  send: async () => ({ providerId: null }),
  wasSent: async () => null,
}

const channels = new Map<Medium, Channel>()

/** Plugs a provider in for a medium; returns how to unplug it. */
export function useChannel(medium: Medium, channel: Channel): () => void {
  channels.set(medium, channel)
  return () => {
    if (channels.get(medium) === channel) channels.delete(medium)
  }
}

export const channelFor = (medium: string): Channel => channels.get(medium as Medium) ?? screen
