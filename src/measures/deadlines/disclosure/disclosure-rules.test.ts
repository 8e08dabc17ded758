import { describe, expect, test } from 'vitest'
import { type AnswerChoice, answerTypes, conclusion, missingIn, refusalGrounds } from './answer-types.ts'
import { blankRequest, readRequest, type TypedRequest } from './asking/ask-form.ts'
import { maskDocument } from './desk/identity.ts'
import { type Counted, reviewLines, yearLines } from './desk/year.ts'
import { channels, isReceivedAtOnce, receivedOn } from './disclosure.ts'
import { barOfDisclosing, partiesOf, partyCode } from './parties.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

describe('收到申请之日 (第31条)', () => {
  const dates = { handedInOn: day('2026-11-23'), confirmedOn: day('2026-11-25') }
  test.each([
    ['inPerson', '2026-11-23'],
    ['signedMail', '2026-11-23'],
    ['plainMail', '2026-11-25'],
    ['fax', '2026-11-25'],
    ['web', '2026-11-25'],
  ] as const)('%s', (channel, on) => {
    expect(receivedOn(channel, dates)?.toString()).toBe(on)
    expect(receivedOn(channel, { ...dates, confirmedOn: null }) === null).toBe(!isReceivedAtOnce(channel))
  })
  test('every channel is told', () => expect(Object.keys(channels)).toHaveLength(5))
})

const nothing = { ground: null, place: null, agency: null, law: null }
const all = { ground: 'secret', place: '本机关网站', agency: '市档案馆 0812-3330000', law: '不动产登记暂行条例第27条' }

describe('sorts of answers (第36–39条)', () => {
  const choices = Object.keys(answerTypes) as AnswerChoice[]
  const classOf = (choice: AnswerChoice) =>
    'of' in answerTypes[choice] ? (answerTypes[choice] as { of: string }).of : 'information'

  test.each(choices)('%s says what it demands, and is complete with it', (choice) => {
    const asked = answerTypes[choice].asks.length
    expect(Object.keys(missingIn(choice, classOf(choice), nothing))).toHaveLength(asked)
    expect(missingIn(choice, classOf(choice), all)).toEqual({})
    const words = conclusion(choice, all)
    expect(words).not.toMatch(/undefined|null/)
    expect(words.length).toBeGreaterThan(10)
  })

  test('a refusal without its article is refused in words, and one of an unknown article too', () => {
    expect(missingIn('refused', 'information', nothing).answerGround).toContain('第14条至第16条')
    expect(missingIn('partial', 'information', { ...all, ground: 'because' }).answerGround).toContain('请选择依据')
    for (const ground of Object.keys(refusalGrounds))
      expect(conclusion('refused', { ...all, ground })).toContain(refusalGrounds[ground as 'secret'].article)
  })

  test('what answers a request for information does not answer one about the own record', () => {
    expect(missingIn('refused', 'ownRecord', all).answerChoice).toContain('不适用')
    expect(missingIn('corrected', 'information', nothing).answerChoice).toContain('不适用')
    expect(missingIn('corrected', 'ownRecord', nothing)).toEqual({})
    expect(missingIn('notOurs', 'ownRecord', all)).toEqual({})
  })
})

describe('who was asked (第32、34条)', () => {
  const taken = (step: string, choice: string, on: string | null = null) => ({
    step,
    choice,
    on: on === null ? null : day(on),
    at: Temporal.Instant.from('2026-11-24T02:00:00Z'),
    unitId: null,
    text: null,
    byPersonId: null,
  })
  const consulted = [taken('consult', 'person-1'), taken('consult', 'agency-2')]

  test('nothing is handed out before all have answered or their time is over', () => {
    expect(barOfDisclosing({ steps: consulted })).toContain('还没有收齐')
    const first = [...consulted, taken('letterReceived', 'at-1', '2026-11-24'), taken('opinion', 'agree-1')]
    expect(barOfDisclosing({ steps: first })).toContain('还没有收齐')
    expect(barOfDisclosing({ steps: [...first, taken('opinionLapsed', 'agency-2')] })).toBeNull()
  })

  test('against the will of a third party only after it was told', () => {
    const opposed = [...consulted, taken('opinion', 'oppose-1'), taken('opinionLapsed', 'agency-2')]
    expect(barOfDisclosing({ steps: opposed })).toContain('书面告知第三方')
    const told = [...opposed, taken('partyTold', partyCode('at', 1))]
    expect(barOfDisclosing({ steps: told })).toBeNull()
    expect(partiesOf({ steps: told })).toMatchObject([
      { serial: 1, kind: 'person', opinion: 'oppose', isTold: true },
      { serial: 2, kind: 'agency', opinion: 'silent', isTold: false },
    ])
  })
})

describe('the application (第29条)', () => {
  const good: TypedRequest = {
    ...blankRequest,
    name: '罗大山',
    documentNumber: '510402199003077755',
    phone: '15400000002',
    unit: 'u1',
    title: '2025年路灯改造验收报告',
    body: '东区炳草岗大街路灯改造工程的验收报告，2025年。',
    formWanted: 'electronic',
    way: 'web',
  }
  const read = (change: Partial<TypedRequest>, byStaff = false) =>
    readRequest({ ...good, ...change }, { today: day('2026-11-23'), units: new Set(['u1']), byStaff })

  test('has no field for reasons', () => {
    expect(Object.keys(blankRequest).some((name) => /reason|purpose|why/i.test(name))).toBe(false)
  })

  test.each<[Partial<TypedRequest>, string, string]>([
    [{ documentNumber: '510402199003077751' }, 'documentNumber', '校验位'],
    [{ documentKind: 'licence', documentNumber: '123' }, 'documentNumber', '18 位'],
    [{ title: ' ' }, 'title', '名称'],
    [{ body: '报告' }, 'body', '不用写为什么'],
    [{ unit: 'u2' }, 'unit', '请从列表里选择'],
    [{ way: 'post' }, 'address', '收件地址'],
    [{ applicant: 'organisation' }, 'organisation', '单位全称'],
    [{ formWanted: '' }, 'formWanted', '哪种形式'],
    [{ phone: '' }, 'phone', '手机号码'],
  ])('%j', (change, field, words) => {
    const result = read(change)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.errors[field]).toContain(words)
  })

  test('by staff: without a phone there is an address; by hand there is a day, never one to come', () => {
    expect(read({ phone: '', channel: 'inPerson', receivedOn: '2026-11-23' }, true)).toMatchObject({
      errors: { phone: expect.stringContaining('至少填一个') },
    })
    const paper = { phone: '', address: '东区某路1号', channel: 'inPerson' }
    expect(read({ ...paper, receivedOn: '' }, true)).toMatchObject({ errors: { receivedOn: expect.any(String) } })
    expect(read({ ...paper, receivedOn: '2026-11-24' }, true)).toMatchObject({
      errors: { receivedOn: expect.stringContaining('晚于今天') },
    })
    expect(read({ ...paper, channel: 'plainMail', receivedOn: '' }, true)).toMatchObject({
      ok: true,
      input: { receivedOn: null },
    })
  })
})

describe('the yearly report (第50条)', () => {
  const one = (more: Partial<Counted>): Counted => ({
    isOlder: false,
    applicant: 'citizen',
    end: 'answered',
    choice: 'disclosed',
    ground: null,
    waited: null,
    cases: 1,
    ...more,
  })
  const counted = [
    one({ cases: 5 }),
    one({ choice: 'refused', ground: 'secret', applicant: 'organisation', cases: 2 }),
    one({ end: 'dropped', choice: null, waited: 'correction' }),
    one({ end: null, choice: null, isOlder: true, cases: 3 }),
  ]
  test('adds up: what came in is what was dealt with and what goes on', () => {
    const lines = yearLines(counted)
    const sum = (from: typeof lines) =>
      from.reduce((total, { citizen, organisation }) => total + citizen + organisation, 0)
    const main = lines.filter(({ level }) => level === 0)
    expect(sum(main.slice(0, 2))).toBe(11)
    expect(sum(main.slice(2))).toBe(11)
    expect(lines.find(({ level }) => level === 1)).toMatchObject({ organisation: 2 })
  })
  test('reviews by kind and result', () => {
    const [review] = reviewLines([{ kind: 'review', result: 'corrected', cases: 2 }])
    expect(review?.results).toEqual({ upheld: 0, corrected: 2, other: 0, pending: 0 })
  })
})

test('a number is shown by its ends', () => {
  expect(maskDocument('510402199003077755')).toBe('5104**********7755')
  expect(maskDocument('G12345')).toBe('G****5')
})
