import { type MaskContext, type MaskSpan, narrow, spansOf } from './span.ts'

/*
 * Every pattern below is linear: quantifiers are bounded, and what may begin a hit is tied to its left edge by a look-behind, so a
 * long run of digits or letters is entered once.
 */
const idNumber = /(?<![\dA-Za-z])\d{6}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?![\dA-Za-z])/g
const oldIdNumber = /(?<![\dA-Za-z])\d{15}(?![\dA-Za-z])/g
const mobile = /(?<![\dA-Za-z])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g
const landline = /(?<![\d.-])(?:\(?0\d{2,3}\)?[ -]?)?[2-8]\d{6,7}(?:[-转]\d{1,5})?(?![\d.]|-\d)/g
const bankCard = /(?<![\dA-Za-z])\d(?:[ -]?\d){14,18}(?![\dA-Za-z])/g
const email = /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,10}/g
const qq = /(?:qq|扣扣|企鹅)(?:号码?)?[:是为 ]{0,4}(?<mask>\d{5,11})(?!\d)/gi
const wechat = /(?:微信号?|v信|vx|wx|weixin)(?!公众)[:是为 ]{0,4}(?<mask>[A-Za-z][\w-]{5,19}|1\d{10})(?![\w-])/gi
const handle = /网友[“"‘'「](?<mask>[^”"’'」\n]{1,30})[”"’'」]/g
const plate =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. -]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])/g
const staffNumber = /(?:工号|警号|胸牌号?|柜员号)[:是为 ]{0,3}(?<mask>[A-Za-z]{0,3}\d{2,10})(?!\d)/g

/** Numbers and letters that lead to a person. `text` is narrow. */
export function numberSpans(text: string, context: MaskContext): MaskSpan[] {
  const official = new Set((context.officialPhones ?? []).map(digitsOf))
  const isOfficial = (phone: string): boolean => {
    const digits = digitsOf(phone)
    return official.has(digits) || [...official].some((known) => known.length >= 7 && digits.endsWith(known))
  }
  return [
    ...spansOf(text, idNumber, 'idNumber', (hit) => ({
      replacement: '（身份证号略）',
      reason: isIdNumber(hit) ? '身份证号码' : '像身份证号码（校验位不对，也不宜公开）',
    })),
    ...spansOf(text, oldIdNumber, 'idNumber', (hit) =>
      hasDate(`19${hit.slice(6, 12)}`) ? { replacement: '（身份证号略）', reason: '15 位身份证号码' } : null,
    ),
    ...spansOf(text, bankCard, 'bankCard', (hit) =>
      isBankCard(hit) ? { replacement: '（银行卡号略）', reason: '银行卡号' } : null,
    ),
    ...spansOf(text, mobile, 'phone', (hit) =>
      isOfficial(hit) ? null : { replacement: '（手机号略）', reason: '手机号码' },
    ),
    ...landlines(text, isOfficial, context.isOfficial === true),
    ...spansOf(text, email, 'email', (hit) =>
      /\.gov\.cn$/i.test(hit) ? null : { replacement: '（邮箱略）', reason: '电子邮箱' },
    ),
    ...spansOf(text, qq, 'account', () => ({ replacement: '（略）', reason: 'QQ 号' })),
    ...spansOf(text, wechat, 'account', () => ({ replacement: '（略）', reason: '微信号' })),
    ...spansOf(text, handle, 'account', (hit) => (hit === '***' ? null : { replacement: '***', reason: '网名' })),
    ...spansOf(text, plate, 'plate', (hit) =>
      (hit.match(/\d/g) ?? []).length >= 2 ? { replacement: '（车牌略）', reason: '车牌号码' } : null,
    ),
    ...spansOf(text, staffNumber, 'staffNumber', () => ({ replacement: '（略）', reason: '工作人员的工号' })),
  ]
}

const digitsOf = (phone: string): string => phone.replace(/\D/g, '').replace(/^86(?=1)/, '')

const officialBefore =
  /(?:局|委|办|办公室|中心|街道|社区|大队|中队|支队|派出所|管理所|管理处|公司|集团|窗口|热线|科|股|站|政府|法院|医院|学校|物业|(?:咨询|监督|服务|举报|投诉|值班|办公|对外|客服|受理|便民)电话)[^。；\n]{0,14}$/
const privateBefore = /(?:家|宅|我的?|本人|父|母|儿|女|业主|邻居|联系人)[^。；，,\n]{0,8}$/
const phoneBefore = /(?:电话|座机|致电|拨打|来电|联系|号码|TEL|Tel|tel)[^。；\n]{0,6}$/

/** Most fixed lines in letters are a unit's and stay; one that nothing marks as such, or that is called private, is suggested. */
function landlines(text: string, isOfficial: (phone: string) => boolean, byOffice: boolean): MaskSpan[] {
  const spans: MaskSpan[] = []
  for (const hit of text.matchAll(landline)) {
    const before = text.slice(Math.max(0, hit.index - 26), hit.index)
    const isPhone = /^\(?0/.test(hit[0]) || phoneBefore.test(before)
    if (!isPhone || isOfficial(hit[0])) continue
    if ((byOffice || officialBefore.test(before)) && !privateBefore.test(before)) continue
    spans.push({
      start: hit.index,
      end: hit.index + hit[0].length,
      kind: 'phone',
      replacement: '（电话略）',
      reason: '固定电话，看不出是单位的；单位公开的电话请保留',
    })
  }
  return spans
}

/** GB 11643-1999: ISO 7064 MOD 11-2. */
export function isIdNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, '').toUpperCase()
  if (!/^\d{17}[\dX]$/.test(digits) || !hasDate(digits.slice(6, 14))) return false
  const sum = [...digits.slice(0, 17)].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return '10X98765432'[sum % 11] === digits[17]
}

function hasDate(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number)
  try {
    Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** Luhn, and a first digit that bank cards have: order numbers pass Luhn one time in ten. */
export function isBankCard(text: string): boolean {
  const digits = text.replace(/[ -]/g, '')
  if (!/^(?:62|60|9[058]|[345])\d{13,17}$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** ID numbers in a letter that is to be public: the writer is told before it is filed. */
export const findIdNumbers = (text: string): MaskSpan[] =>
  numberSpans(narrow(text), {}).filter(({ kind }) => kind === 'idNumber')
