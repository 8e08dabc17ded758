import { describe, expect, test } from 'vitest'
import { emergencyIn, idNumbersIn, isAbusive } from './letter-words.ts'

describe('emergencies', () => {
  test.each([
    ['我不想活了', '12356'],
    ['楼下闻到煤气味，怕是燃气泄漏', '119'],
    ['邻居持刀追人', '110'],
    ['老板欠薪，三十多人，现在50名农民工在门口堵路', '110'],
    ['孩子走失了', '110'],
    ['隧道坍塌有人被困', '120'],
  ])('%s → %s', (text, number) => {
    expect(emergencyIn(text)?.call.map((call) => call.number)).toContain(number)
  })

  test.each([
    '建议多搞消防演练和火灾隐患排查',
    '路灯不亮',
    '反家暴宣传做得很好',
    '咨询社保怎么转',
    '电梯老坏，上个月还有人被困',
  ])('%s is none', (text) => {
    expect(emergencyIn(text)).toBeNull()
  })
})

describe('ID numbers', () => {
  test('a valid one is seen, grouped or full-width too; a wrong check digit or an order number is not', () => {
    expect(idNumbersIn('我的身份证是11010519491231002X，请查')).toEqual(['11010519491231002X'])
    expect(idNumbersIn('号码 110105 19491231 002x')).toHaveLength(1)
    expect(idNumbersIn('号码１１０１０５１９４９１２３１００２Ｘ')).toHaveLength(1)
    expect(idNumbersIn('110105194912310021，订单 202611230000178123')).toEqual([])
  })
})

test('anger is noticed', () => {
  expect(isAbusive('你们这群王八蛋')).toBe(true)
  expect(isAbusive('很生气，路一直没修')).toBe(false)
})
