import { describe, expect, test } from 'vitest'
import type { LetterChoices } from '../letter-choices.ts'
import { blankLetter, pageHolds, parseLetter, type TypedLetter } from './letter-form.tsx'
import { shownAgain } from './typed-letter.ts'

const choices: LetterChoices = {
  divisions: [
    { value: '510400', label: '全市' },
    { label: '东区', options: [{ value: '510402', label: '东区' }] },
  ],
  units: [{ label: '市级单位', options: [{ value: '0190a000-0000-7000-8000-000000000001', label: '市住建局' }] }],
  answerWithin: {
    consult: '3个工作日内',
    help: '7个工作日内',
    'complaint-service': '15个工作日内',
    'complaint-official': '15个工作日内',
    report: '15个工作日内',
    suggestion: '7个工作日内',
    praise: '7个工作日内',
  },
}

const good: TypedLetter = {
  ...blankLetter,
  sort: 'help',
  title: '炳草岗大街路灯不亮',
  body: '从上周五开始，炳草岗大街公交站旁的三盏路灯都不亮。',
  division: '510402',
  name: '王女士',
  phone: '138 0000 0001',
}

const errorsOf = (change: Partial<TypedLetter>) => {
  const parsed = parseLetter({ ...good, ...change }, choices)
  return parsed.ok ? {} : parsed.errors
}

describe('the form of a letter', () => {
  test('a good letter passes, cleaned', () => {
    const parsed = parseLetter({ ...good, title: ' 路灯\u202e不亮\n了 ', name: '小王😀' }, choices)
    expect(parsed).toMatchObject({
      ok: true,
      letter: { title: '路灯不亮 了', name: '小王😀', phone: '13800000001', unit: null },
    })
  })

  test('an empty one names every field that must be filled', () => {
    expect(Object.keys(errorsOf(blankLetter)).sort()).toEqual(['body', 'division', 'name', 'phone', 'sort', 'title'])
  })

  test('too short, too long, far too long: each is said with the count', () => {
    expect(errorsOf({ body: '路灯坏了' }).body).toContain('至少 10 个字')
    expect(errorsOf({ body: '灯'.repeat(5001) }).body).toContain('内容有 5001 字')
    expect(errorsOf({ body: '灯'.repeat(pageHolds + 1) }).body).toContain(`前 ${pageHolds} 字`)
    expect(errorsOf({ body: '💡'.repeat(5000) }).body).toBeUndefined()
  })

  test('what comes back is whole up to what a page holds', () => {
    expect(shownAgain({ ...good, body: '灯'.repeat(pageHolds) }).body).toHaveLength(pageHolds)
    expect(shownAgain({ ...good, body: '灯'.repeat(pageHolds + 5) }).body).toHaveLength(pageHolds)
  })

  test('ten megabytes are refused in a moment', () => {
    const started = performance.now()
    expect(errorsOf({ body: 'x'.repeat(10 * 1024 * 1024) }).body).toContain('最多 5000 字')
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test('an ID number in a public letter is pointed out, and may be meant; in a private one it is nobody’s business', () => {
    const body = '我的身份证号是11010519491231002X，请帮我查社保。'
    expect(errorsOf({ body, publish: true }).idNumberMeant).toContain('身份证号码')
    expect(errorsOf({ body, publish: true, idNumberMeant: true })).toEqual({})
    expect(errorsOf({ body })).toEqual({})
  })

  test('a report is never public; a wrong phone, a foreign unit and an unknown place are refused', () => {
    expect(errorsOf({ sort: 'report', publish: true }).publish).toContain('举报不公开')
    expect(errorsOf({ phone: '1380000000' }).phone).toContain('11 位')
    expect(errorsOf({ unit: 'x' }).unit).toContain('没有这个单位')
    expect(errorsOf({ division: '110000' }).division).toContain('请选择')
  })
})
