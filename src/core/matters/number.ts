/**
 * Numbers people read aloud: `YYYYMMDD` of the opening, one digit for the kind, at least five of a sequence, one check digit by ISO 7064
 * MOD 11,10, which finds every wrong digit and nearly every swap. Gaps are allowed: a filing that failed has used its number.
 */

/** The check digit that goes after `digits`. */
export function checkDigit(digits: string): number {
  let remainder = 10
  for (const digit of digits) {
    const sum = (remainder + Number(digit)) % 10
    remainder = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return (11 - remainder) % 10
}

export function makeNumber(on: Temporal.PlainDate, kindDigit: number, serial: bigint | number): string {
  const digits = `${on.toString().replaceAll('-', '')}${kindDigit}${String(serial).padStart(5, '0')}`
  return `${digits}${checkDigit(digits)}`
}

export type CheckedNumber = { ok: true; value: string } | { ok: false; message: string }

/** Takes what a person typed: full-width digits, spaces, dashes and dots between groups are theirs to use. */
export function checkNumber(typed: string): CheckedNumber {
  const digits = typed.normalize('NFKC').replace(/[\s\-‐‑–—_.·]/g, '')
  if (digits === '') return { ok: false, message: '请填写编号，在回执或短信上可以找到。' }
  if (!/^\d+$/.test(digits)) return { ok: false, message: '编号只有数字，请核对后重新填写。' }
  if (digits.length < 15 || digits.length > 24) {
    return { ok: false, message: `编号至少 15 位数字，您填了 ${digits.length} 位，请核对是否漏填或多填。` }
  }
  if (checkDigit(digits.slice(0, -1)) !== Number(digits.at(-1))) {
    return { ok: false, message: '编号的校验位不对，可能有一位填错了，请与回执或短信逐位核对。' }
  }
  return { ok: true, value: digits }
}

/** 20261123 1000 012: the date first, then groups of four. */
export function groupNumber(number: string): string {
  const rest = number.slice(8).match(/.{1,4}/g) ?? []
  return [number.slice(0, 8), ...rest].join(' ')
}
