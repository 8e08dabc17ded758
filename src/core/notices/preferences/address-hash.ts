import type { House } from '#platform/house.ts'

export const wechatHash = (secrets: House['secrets'], openid: string): Buffer =>
  secrets.lookupHash(openid, 'notice_addresses.wechat')

export const emailHash = (secrets: House['secrets'], email: string): Buffer =>
  secrets.lookupHash(email.toLowerCase(), 'notice_addresses.email')
