import { accepted, type Checked, plainCode, refused } from './check.ts'

/** A mobile number of the mainland, eleven digits; +86 and grouping are taken off. */
export function checkMobile(text: string): Checked {
  const number = plainCode(text).replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  if (number === '') return refused('请填写手机号码。')
  if (!/^\d+$/.test(number)) return refused('手机号码只能是数字，请检查。')
  if (number.length !== 11) return refused(`手机号码应是 11 位，现在是 ${number.length} 位，请检查。`)
  if (!/^1[3-9]/.test(number)) return refused('手机号码应以 13 到 19 开头；座机请填在联系电话里。')
  return accepted(number)
}
