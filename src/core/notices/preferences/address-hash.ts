import type { House } from '#platform/house.ts'

export const wechatHash = (secrets: House['secrets'], openid: string): Buffer =>
  secrets.lookupHash(openid, 'notice_addresses.wechat')

export const pushHash = (secrets: House['secrets'], endpoint: string): Buffer =>
  secrets.lookupHash(endpoint, 'notice_addresses.push')

export const emailHash = (secrets: House['secrets'], email: string): Buffer =>
  secrets.lookupHash(email.toLowerCase(), 'notice_addresses.email')
