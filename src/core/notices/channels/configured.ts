import type { House } from '#platform/house.ts'
import { type Channel, type Medium, screen } from '../channel.ts'
import { emailChannel } from './email.ts'
import { pushChannel } from './push.ts'
import { smsChannel } from './sms.ts'
import { wechatChannel } from './wechat.ts'

type Providers = Partial<Record<Medium, Channel>>

const plugged = new WeakMap<House['config'], Providers>()

/** The carriers of this house by its configuration, made once. */
function providersOf(house: House): Providers {
  const known = plugged.get(house.config)
  if (known) return known
  const { mail, sms, wechat, push } = house.config.providers
  const made: Providers = {
    ...(mail && { email: emailChannel(mail) }),
    ...(sms && { sms: smsChannel(sms, house.clock) }),
    ...(wechat && { wechat: wechatChannel(house, wechat) }),
    ...(push && { push: pushChannel(house, push.contact) }),
  }
  plugged.set(house.config, made)
  return made
}

/** Plugs a carrier in for a medium in place of what is configured; returns how to unplug it. */
export function useChannel(house: House, medium: Medium, channel: Channel): () => void {
  const providers = providersOf(house)
  const before = providers[medium]
  providers[medium] = channel
  return () => {
    providers[medium] = before
  }
}

export const channelFor = (house: House, medium: string): Channel => providersOf(house)[medium as Medium] ?? screen

/** The demonstration city shows every medium that needs no account elsewhere: it lands on the screen. */
export const isOffered = (house: House, medium: Medium): boolean =>
  medium === 'sms' || providersOf(house)[medium] !== undefined || (medium === 'email' && house.config.demo)
