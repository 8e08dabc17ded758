import { accepted, type Checked, plainCode, refused } from './check.ts'

/** 31 characters: no I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** 统一社会信用代码, GB 32100-2015: department, kind, region (6), body (9), check character modulo 31. */
export function checkUscc(text: string): Checked {
  const code = plainCode(text)
  if (code === '') return refused('请填写统一社会信用代码。')
  if (code.length !== 18) return refused(`统一社会信用代码应是 18 位，现在是 ${code.length} 位，请对照执照检查。`)
  const foreign = [...code].find((character) => !alphabet.includes(character))
  if (foreign) return refused(`统一社会信用代码里不会有“${foreign}”，请对照执照检查（不使用 I、O、S、V、Z）。`)
  if (!/^[1-9ANY]/.test(code)) return refused('统一社会信用代码的第 1 位（登记管理部门）不对，请检查。')
  if (!/^\d{6}$/.test(code.slice(2, 8)))
    return refused('统一社会信用代码第 3 到 8 位应是数字（登记机关行政区划），请检查。')
  if (code[17] !== usccCheckCharacter(code))
    return refused('统一社会信用代码的校验位不对，可能有一位写错了，请逐位核对。')
  return accepted(code)
}

export function usccCheckCharacter(code: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(code[at] ?? ''), 0)
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}
