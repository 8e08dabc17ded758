import { describe, expect, test } from 'vitest'
import { quietUntil } from './quiet-hours.ts'
import { type Choosing, chooseRoute, usualWishes } from './route-of.ts'

const usual: Choosing = {
  legal: true,
  urgent: false,
  echo: false,
  wishes: usualWishes,
  addresses: { sms: '13800005678', email: 'wang@example.com', wechat: 'openid' },
  isStopped: false,
  refusedBy: [],
  quietUntil: null,
}
const morning = Temporal.Instant.from('2026-11-23T23:30:00Z')
const choose = (change: Partial<Choosing> = {}) => chooseRoute({ ...usual, ...change })

describe('one medium', () => {
  test('the first that is wished and there', () => {
    expect(choose()).toEqual({ go: 'wechat', to: 'openid' })
    expect(choose({ wishes: { channels: ['email', 'sms'], quiet: true } })).toMatchObject({ go: 'email' })
    expect(choose({ addresses: { sms: '13800005678' } })).toMatchObject({ go: 'sms' })
  })
  test('danger by SMS first, whatever is wished', () => {
    expect(choose({ urgent: true, wishes: { channels: ['email'], quiet: true } })).toMatchObject({ go: 'sms' })
  })
  test('refused there, by the next', () => {
    expect(choose({ refusedBy: ['wechat'] })).toMatchObject({ go: 'email' })
    expect(choose({ refusedBy: ['wechat', 'email', 'sms'] })).toEqual({ stay: 'refused' })
  })
  test('what the law demands cannot be switched off; the rest can', () => {
    const none = { wishes: { channels: [], quiet: true } }
    expect(choose(none)).toMatchObject({ go: 'sms' })
    expect(choose({ ...none, legal: false })).toEqual({ stay: 'switched-off' })
    expect(choose({ legal: false, isStopped: true, addresses: { sms: '13800005678' } })).toEqual({
      stay: 'switched-off',
    })
    expect(choose({ isStopped: true, addresses: { sms: '13800005678' } })).toMatchObject({ go: 'sms' })
  })
  test('without any address it stays in the inbox', () => {
    expect(choose({ addresses: {} })).toEqual({ stay: 'no-address' })
  })
})

describe('quiet hours', () => {
  test('wait for the morning, but for danger and for what was just done', () => {
    expect(choose({ quietUntil: morning })).toEqual({ wait: morning })
    expect(choose({ quietUntil: morning, urgent: true })).toMatchObject({ go: 'sms' })
    expect(choose({ quietUntil: morning, echo: true })).toMatchObject({ go: 'wechat' })
    expect(choose({ quietUntil: morning, wishes: { ...usualWishes, quiet: false } })).toMatchObject({ go: 'wechat' })
  })
  test.each([
    ['2026-11-23T21:59:59+08:00', null],
    ['2026-11-23T22:00:00+08:00', '2026-11-24T07:30:00+08:00'],
    ['2026-11-24T00:30:00+08:00', '2026-11-24T07:30:00+08:00'],
    ['2026-11-24T07:29:59+08:00', '2026-11-24T07:30:00+08:00'],
    ['2026-11-24T07:30:00+08:00', null],
  ])('at %s', (now, end) => {
    expect(quietUntil(Temporal.Instant.from(now), 'Asia/Shanghai')?.toString() ?? null).toBe(
      end && Temporal.Instant.from(end).toString(),
    )
  })
})
