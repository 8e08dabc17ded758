import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkIdNumber, idCheckDigit } from './id-number.ts'
import { maskIdNumber, maskName, maskPhone } from './masking.ts'
import { checkMobile } from './mobile.ts'
import { checkUscc, usccCheckCharacter } from './uscc.ts'

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const said = (checked: { ok: boolean; message?: string }) => checked.message ?? ''

const birthDays = fc.integer({ min: 0, max: 46_000 }).map((days) => Temporal.PlainDate.from('1900-01-01').add({ days }))

const idNumbers = fc
  .tuple(fc.constantFrom('510402', '510421', '110105', '440300'), birthDays, fc.integer({ min: 0, max: 999 }))
  .map(([region, born, order]) => {
    const body = region + born.toString().replaceAll('-', '') + String(order).padStart(3, '0')
    return body + idCheckDigit(body)
  })

const creditCodes = fc
  .tuple(
    fc.constantFrom('1', '5', '9', 'Y'),
    fc.constantFrom(...alphabet),
    fc.integer({ min: 0, max: 999_999 }),
    fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }),
  )
  .map(([department, kind, region, body]) => {
    const code = department + kind + String(region).padStart(6, '0') + body.join('')
    return code + usccCheckCharacter(code)
  })

const changes = (code: string, characters: string[]): string[] =>
  [...code].flatMap((present, at) =>
    characters.filter((other) => other !== present).map((other) => code.slice(0, at) + other + code.slice(at + 1)),
  )

describe('身份证号码', () => {
  test('the published example holds, also typed with full-width digits, small x and spaces', () => {
    expect(checkIdNumber('11010519491231002X')).toEqual({ ok: true, value: '11010519491231002X' })
    expect(checkIdNumber('１１０１０５ 19491231 002x')).toEqual({ ok: true, value: '11010519491231002X' })
  })

  test('every changed digit of every number is caught', () => {
    fc.assert(
      fc.property(idNumbers, (number) => {
        expect(checkIdNumber(number)).toEqual({ ok: true, value: number })
        for (const changed of changes(number.slice(0, 17), [...'0123456789']))
          expect(checkIdNumber(changed + number[17]).ok, changed).toBe(false)
        for (const changed of changes(number[17] ?? '', [...'0123456789X']))
          expect(checkIdNumber(number.slice(0, 17) + changed).ok).toBe(false)
      }),
      { numRuns: 50 },
    )
  })

  test('each refusal says what is wrong', () => {
    const today = Temporal.PlainDate.from('2026-11-23')
    const whole = (body: string) => body + idCheckDigit(body)
    expect(said(checkIdNumber(''))).toContain('请填写')
    expect(said(checkIdNumber('510402198001010'))).toContain('15 位')
    expect(said(checkIdNumber('5104021980'))).toContain('现在是 10 位')
    expect(said(checkIdNumber('51040219800101A01X'))).toContain('数字')
    expect(said(checkIdNumber(whole('99040219800101001')))).toContain('地区代码')
    expect(said(checkIdNumber(whole('51040219800230001')))).toContain('出生日期不存在')
    expect(said(checkIdNumber(whole('51040219000229001')))).toContain('出生日期不存在')
    expect(said(checkIdNumber(whole('51040220270101001'), today))).toContain('不可能')
    expect(said(checkIdNumber('110105194912310021'))).toContain('校验位')
  })
})

describe('统一社会信用代码', () => {
  test.each(['91350100M000100Y43', '91440300708461136T', '91110108551385082Q'])('%s holds', (code) => {
    expect(checkUscc(code)).toEqual({ ok: true, value: code })
    expect(checkUscc(` ${code.toLowerCase()} `)).toEqual({ ok: true, value: code })
  })

  test('every changed character of every code is caught', () => {
    fc.assert(
      fc.property(creditCodes, (code) => {
        expect(checkUscc(code)).toEqual({ ok: true, value: code })
        for (const changed of changes(code, alphabet)) expect(checkUscc(changed).ok, changed).toBe(false)
      }),
      { numRuns: 50 },
    )
  })

  test('each refusal says what is wrong', () => {
    expect(said(checkUscc(''))).toContain('请填写')
    expect(said(checkUscc('91350100M000100Y4'))).toContain('现在是 17 位')
    expect(said(checkUscc('91350100M00010OY43'))).toContain('“O”')
    expect(said(checkUscc('B1350100M000100Y43'))).toContain('第 1 位')
    expect(said(checkUscc('9135A100M000100Y43'))).toContain('第 3 到 8 位')
    expect(said(checkUscc('91350100M000100Y44'))).toContain('校验位')
  })
})

describe('手机号码', () => {
  test.each(['15400000001', '+86 154 0000 0001', '0086-154-0000-0001', '１５４０００００００１'])('%s', (typed) => {
    expect(checkMobile(typed)).toEqual({ ok: true, value: '15400000001' })
  })

  test('each refusal says what is wrong', () => {
    expect(said(checkMobile(' '))).toContain('请填写')
    expect(said(checkMobile('1540000000'))).toContain('现在是 10 位')
    expect(said(checkMobile('0812333888x'))).toContain('只能是数字')
    expect(said(checkMobile('12400000001'))).toContain('13 到 19')
  })
})

test('masks', () => {
  expect(maskName('张小明')).toBe('张**')
  expect(maskName('李四')).toBe('李*')
  expect(maskName('欧阳小明')).toBe('欧阳**')
  expect(maskName('欧阳')).toBe('欧*')
  expect(maskName('')).toBe('')
  expect(maskPhone('15400000001')).toBe('154****0001')
  expect(maskPhone('3334444')).toBe('*****44')
  expect(maskIdNumber('11010519491231002X')).toBe('110***********002X')
  expect(maskIdNumber('123')).toBe('***')
})
