import { findByNumberAndCode, type MatterRow } from '#core/matters/index.ts'
import type { House } from '#platform/house.ts'
import { countTry, forgetTries, giveBackTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { followedKind } from './followed-kinds.ts'

const sentence = '试的次数太多了，请过一刻钟再试。编号和查询码找不到了，请用当时留的手机拨打 12345。'
/** 本市自定. A million codes, ten wrong ones a quarter of an hour: a service hall, whose address many share, reads as much as it likes. */
const byAddress: RateLimit = { name: 'follow-address', points: 10, seconds: 900, sentence }
const byNumber: RateLimit = { name: 'follow-number', points: 10, seconds: 900, sentence }

/** The same words whether the number, the code or both are wrong: nothing tells which matters exist. */
export const wrongCode = '编号或查询码不对。请对照短信、回执或首问卡，逐位检查后再试。'

/** The matter that number and code open; null when either is wrong. Refuses with 429 whoever guesses, by address and by number. */
export async function openByCode(
  house: House,
  { number, code, address }: { number: string; code: string; address: string },
): Promise<MatterRow | null> {
  await countTry(house, byAddress, address)
  await countTry(house, byNumber, number)
  const found = await findByNumberAndCode(house, number, code)
  if (!found || !followedKind(found.kind)) return null
  await forgetTries(house, byNumber, number)
  await giveBackTry(house, byAddress, address)
  return found
}
