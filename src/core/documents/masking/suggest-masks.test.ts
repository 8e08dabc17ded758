import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findEmergency } from './find-emergency.ts'
import { findAbuse, findSensitive } from './find-words.ts'
import { findIdNumbers, isBankCard, isIdNumber } from './numbers.ts'
import { applyMasks, suggestMasks } from './suggest-masks.ts'

const hidden = (text: string, context = {}): string[] =>
  suggestMasks(text, context).spans.map(({ start, end }) => text.slice(start, end))

describe('names', () => {
  test.each([
    ['我叫罗小溪，家住河边。', '罗小溪'],
    ['联系人：尹桂芳，下午在家。', '尹桂芳'],
    ['楼上的张大爷每天五点敲鼓。', '张大爷'],
    ['窗口的王科长让我第二天再来。', '王科长'],
    ['村民何满仓反映灌溉渠堵了。', '何满仓'],
    ['民警欧阳海到现场做了记录。', '欧阳海'],
    ['已由社区李阿姨上门看望。', '李阿姨'],
    ['经办人 魏思远（城建科）', '魏思远'],
    ['段秋实等人堵住了小区大门。', '段秋实'],
  ])('%s', (text, name) => {
    expect(hidden(text)).toEqual([name])
  })

  test('a name once found is hidden wherever it stands', () => {
    const { masked } = suggestMasks('业主陶永年投诉。经查，陶永年所说属实，已向陶永年说明。')
    expect(masked).toBe('业主某某投诉。经查，某某所说属实，已向某某说明。')
  })

  test('persons concerned are given by the caller; names of units stay', () => {
    const text = '石大山在石大山小学门口摆摊。'
    expect(hidden(text, { names: ['石大山'], unitNames: ['石大山小学'] })).toEqual(['石大山'])
    expect(suggestMasks(text, { names: ['石大山'], unitNames: ['石大山小学'] }).masked).toBe(
      '某某在石大山小学门口摆摊。',
    )
  })

  test.each([
    '市公安局长期驻点，语文老师和班主任都参加。',
    '业主方面表示同意，业主高度关注。',
    '请向老师和主任反映，由项目经理负责。',
    '区住房和城乡建设局、银江镇人民政府、马家田派出所联合处理。',
    '尊敬的周市长：您好！希望周市长关注。',
    '市民文明骑行，联系人为科室值班人员。',
  ])('nothing to hide: %s', (text) => {
    expect(hidden(text)).toEqual([])
  })
})

describe('numbers', () => {
  test.each([
    ['身份证 510402198803074529 请核', '510402198803074529'],
    ['我的电话是138 0000 1234，随时', '138 0000 1234'],
    ['全角１３８００００１２３４也一样', '１３８００００１２３４'],
    ['家里座机0812-3330000常有人', '0812-3330000'],
    ['发到 he.man@example.com 就行', 'he.man@example.com'],
    ['加微信 river_2020 说', 'river_2020'],
    ['QQ号：123456789。', '123456789'],
    ['退到卡号6222020000000000000', '6222020000000000000'],
    ['车牌川D·A1B23停在消防通道', '川D·A1B23'],
    ['新能源车川DD12345占位', '川DD12345'],
    ['窗口工号：0107 的同志', '0107'],
  ])('%s', (text, part) => {
    expect(hidden(text)).toEqual([part])
  })

  test('phones of units stay', () => {
    expect(hidden('区城管局咨询电话：0812-2220000，也可拨12345或110。')).toEqual([])
    expect(hidden('请拨打 0812-3330001', { officialPhones: ['0812-3330001'] })).toEqual([])
    expect(hidden('总机是0812-3330001', { officialPhones: ['3330001'] })).toEqual([])
    expect(hidden('联系电话：0812-3331234', { isOfficial: true })).toEqual([])
    expect(hidden('您家0812-3331234、手机13812345678', { isOfficial: true })).toEqual(['0812-3331234', '13812345678'])
  })

  test('amounts, dates and document numbers stay', () => {
    expect(hidden('攀办发〔2022〕71号文件拨款1234567元，2026年11月23日前完成，编号20261123000017。')).toEqual([])
  })

  test('check digits', () => {
    expect(isIdNumber('11010519491231002X')).toBe(true)
    expect(isIdNumber('110105194912310021')).toBe(false)
    expect(isIdNumber('110105194913310021')).toBe(false)
    expect(isBankCard('6222020000000000000')).toBe(true)
    expect(isBankCard('6222020000000000001')).toBe(false)
  })

  test('an ID number in a public letter is found, a wrong digit included', () => {
    expect(findIdNumbers('我的证号110105194912310021').map(({ reason }) => reason)).toEqual([
      '像身份证号码（校验位不对，也不宜公开）',
    ])
    expect(findIdNumbers('没有证号')).toEqual([])
  })
})

describe('places', () => {
  test.each([
    ['我住金沙苑3栋2单元501室，楼上漏水', '3栋2单元501室'],
    ['5号楼1202一直装修', '5号楼1202'],
    ['2单元601的住户', '2单元601'],
    ['家住江岸小区12栋，没有路灯', '12栋'],
    ['房号是3-2-501。', '3-2-501'],
    ['我家在人民街二段17号', '17号'],
    ['孩子在三年级2班', '三年级2班'],
    ['女儿读初二（3）班', '初二(3)班'],
    ['五（1）班换了老师', '五(1)班'],
  ])('%s', (text, part) => {
    expect(hidden(text).map((hit) => hit.replace('（', '(').replace('）', ')'))).toEqual([part])
  })

  test('streets, estates, road numbers and counts stay', () => {
    expect(hidden('新建12栋居民楼共460户，G5高速和108国道，3号线，人民街、江岸小区。')).toEqual([])
  })
})

test('spans are in order, disjoint, and what they leave is untouched', () => {
  const pieces = fc.constantFrom(
    ...[
      '我叫罗小溪',
      '，',
      '电话13800001234',
      '住3栋2单元501室',
      '川DA1B23',
      '😀',
      '王科长',
      '说',
      '510402198803074529',
      '\n',
      '好',
    ],
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('，')
      const { spans, masked } = suggestMasks(text)
      let at = 0
      for (const span of spans) {
        expect(span.start).toBeGreaterThanOrEqual(at)
        expect(span.end).toBeGreaterThan(span.start)
        at = span.end
      }
      expect(at).toBeLessThanOrEqual(text.length)
      expect(masked).toBe(applyMasks(text, spans))
      expect(masked).not.toContain('13800001234')
      expect(masked).not.toContain('510402198803074529')
    }),
  )
})

describe('words', () => {
  test('danger is recognised, with what to dial', () => {
    const [found] = findEmergency('我家楼下着 火了，快来人！')
    expect(found).toMatchObject({ kind: 'fire', certainty: 'now' })
    expect(found?.phones).toContain('119')
    expect(findEmergency('孩子被老师打了，我不想活了')[0]).toMatchObject({ kind: 'despair', certainty: 'now' })
    expect(findEmergency('厨房闻到天然气泄漏').map(({ kind }) => kind)).toEqual(['gas'])
    expect(findEmergency('工地拖欠工资三个月').map(({ kind }) => kind)).toEqual(['wages'])
  })

  test('a risk spoken of is not an emergency now', () => {
    expect(findEmergency('电动车进楼，万一起火怎么办')[0]?.certainty).toBe('mentioned')
    expect(findEmergency('建议加装路灯')).toEqual([])
  })

  test('sensitive and abusive words', () => {
    expect(findSensitive('附件为内部资料，他是精神分裂患者').map(({ category }) => category)).toEqual([
      '涉密标识',
      '健康隐私',
    ])
    expect(findSensitive('请核对工地代号', { 本市: ['工地代号'] })[0]).toMatchObject({
      start: 3,
      end: 7,
      category: '本市',
    })
    expect(findAbuse('你们这些王八蛋')).toHaveLength(1)
    expect(findAbuse('你们辛苦了')).toEqual([])
  })
})

describe('no input makes it slow', () => {
  const size = 50_000
  const attacks = [
    '1'.repeat(size),
    '1 '.repeat(size / 2),
    '1-'.repeat(size / 2),
    'a'.repeat(size),
    'a.'.repeat(size / 2),
    'a@'.repeat(size / 2),
    '王'.repeat(size),
    '王科长'.repeat(size / 3),
    '业主'.repeat(size / 2),
    '3栋'.repeat(size / 2),
    '3栋2单元'.repeat(size / 5),
    '电话'.repeat(size / 2),
    '川D'.repeat(size / 2),
    '三年级'.repeat(size / 3),
    '网友“'.repeat(size / 3),
    '微信 '.repeat(size / 3),
    ' '.repeat(size),
    '防止着火'.repeat(size / 4),
    '内\n部'.repeat(size / 3),
  ]
  test.each(attacks.map((text) => [text.slice(0, 6), text]))('%j…', (_, text) => {
    suggestMasks('先装入词典')
    const start = performance.now()
    suggestMasks(text)
    const masked = performance.now()
    findEmergency(text)
    findSensitive(text)
    findAbuse(text)
    // A quadratic pattern takes seconds at this length; a busy machine does not.
    expect(masked - start).toBeLessThan(1500)
    expect(performance.now() - masked).toBeLessThan(500)
  })
})
