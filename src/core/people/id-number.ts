import { accepted, type Checked, plainCode, refused } from './check.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

/** First two digits of GB/T 2260; 81, 82, 83 are the residence permits of Hong Kong, Macao and Taiwan residents. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

/**
 * 公民身份号码, GB 11643-1999: region, date of birth, order, check digit (ISO 7064 MOD 11-2). A foreigner's permanent
 * residence number has the same build with a 9 before the province. `today` refuses births to come.
 */
export function checkIdNumber(text: string, today?: Temporal.PlainDate): Checked {
  const number = plainCode(text)
  if (number === '') return refused('请填写身份证号码。')
  if (number.length === 15) return refused('这是 15 位的旧号码，请填写现在身份证上的 18 位号码。')
  if (number.length !== 18) return refused(`身份证号码应是 18 位，现在是 ${number.length} 位，请对照证件检查。`)
  if (!/^\d{17}[\dX]$/.test(number)) return refused('身份证号码前 17 位应是数字，最后一位是数字或 X，请检查。')
  const province = number.startsWith('9') ? number.slice(1, 3) : number.slice(0, 2)
  if (!provinces.has(province)) return refused('身份证号码开头的地区代码不存在，请检查前 6 位。')
  const born = dateOf(number.slice(6, 14))
  if (!born) return refused('身份证号码中的出生日期不存在，请检查第 7 到 14 位。')
  if (born.year < 1850 || (today && Temporal.PlainDate.compare(born, today) > 0))
    return refused('身份证号码中的出生日期不可能，请检查第 7 到 14 位。')
  if (number[17] !== idCheckDigit(number)) return refused('身份证号码的校验位不对，可能有一位写错了，请逐位核对。')
  return accepted(number)
}

export function idCheckDigit(number: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return checkDigits[sum % 11] ?? ''
}

function dateOf(digits: string): Temporal.PlainDate | null {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number)
  try {
    return Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, { overflow: 'reject' })
  } catch {
    return null
  }
}
