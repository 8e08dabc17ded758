import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contained, fingerprint, likeness, packed, unpacked, without } from './fingerprint.ts'

const key = 'ab'.repeat(32)
const letter =
  '炳草岗大街公交站旁的三盏路灯从上周五开始都不亮，晚上放学的孩子看不清台阶，已经有两位老人摔倒。社区说是电缆老化，让我们等通知，等了十天没有人来修。请安排人员尽快维修，并在修好以前放一盏临时灯。'
const shares = (one: number[], other: number[]): boolean => one.some((band) => other.includes(band))

describe('fingerprints of texts', () => {
  test('the same words are alike in any case, width and with a greeting before them', () => {
    const one = fingerprint(key, letter)
    const other = fingerprint(key, `尊敬的市长，您好！${letter.replaceAll('，', '， ')}谢谢！`)
    expect(likeness(one.shingles, other.shingles)).toBeGreaterThan(0.9)
    expect(shares(one.bands, other.bands)).toBe(true)
  })

  test('sentences left out and turned round are found; another matter is not', () => {
    const one = fingerprint(key, letter)
    const sentences = letter.split('。').filter(Boolean)
    const near = fingerprint(key, [sentences[2], sentences[0]].join('。'))
    const far = fingerprint(key, '请问公积金提取要带哪些材料，异地购房可以不可以提取，窗口几点开门，需要预约吗？')
    expect(likeness(one.shingles, near.shingles)).toBeGreaterThan(0.3)
    expect(shares(one.bands, near.bands)).toBe(true)
    expect(likeness(one.shingles, far.shingles)).toBeLessThan(0.05)
  })

  test('without the key nothing is told: another key gives other numbers for the same words', () => {
    const [one, other] = [fingerprint(key, letter), fingerprint('cd'.repeat(32), letter)]
    expect(one.shingles.length).toBe(other.shingles.length)
    expect(likeness(one.shingles, other.shingles)).toBe(0)
    expect(shares(one.bands, other.bands)).toBe(false)
  })

  test('what stands in a template counts for nothing', () => {
    const template = '您好，来信收悉，感谢您对我们工作的支持，如有疑问请拨打电话咨询。'
    const [whole, form] = [fingerprint(key, `${template}${letter}`), fingerprint(key, template)]
    const own = without(whole.shingles, [form.shingles])
    expect(contained(own, form.shingles)).toBe(0)
    expect(contained(fingerprint(key, letter).shingles, own)).toBeGreaterThan(0.95)
  })

  test('an empty text, signs only and foreign words', () => {
    expect(fingerprint(key, '').bands).toEqual([])
    expect(fingerprint(key, '！！😀').shingles.length).toBe(0)
    expect(fingerprint(key, 'Street light out at Bingcaogang').shingles.length).toBe(9)
  })

  test('laws: kept as bytes and read again; a set is wholly like itself; likeness is the same both ways', () => {
    const sets = fc.uniqueArray(fc.integer({ min: 0, max: 0xffffffff })).map((all) => Uint32Array.from(all).sort())
    fc.assert(
      fc.property(sets, sets, (one, other) => {
        expect([...unpacked(packed(one))]).toEqual([...one])
        expect(likeness(one, one)).toBe(one.length === 0 ? 0 : 1)
        expect(likeness(one, other)).toBe(likeness(other, one))
      }),
    )
  })
})
