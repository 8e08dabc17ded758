import { describe, expect, it } from 'vitest'
import { readAsker, titleOf } from './contact.ts'
import { blankContact, readContact } from './contact-form.ts'

describe('谁来问', () => {
  it.each([
    ['王女士 13812345678', { name: '王女士', phone: '13812345678', ticket: null }],
    ['１３８ １２３４ ５６７８', { name: null, phone: '13812345678', ticket: null }],
    ['A023', { name: null, phone: null, ticket: 'A023' }],
    ['B7号 李师傅，138-1234-5678', { name: '李师傅', phone: '13812345678', ticket: 'B7号' }],
    ['', { name: null, phone: null, ticket: null }],
    ['市水利局 小周', { name: '市水利局小周', phone: null, ticket: null }],
  ])('%j is understood', (typed, asker) => {
    expect(readAsker(typed)).toEqual(asker)
  })
})

it('the title is the first words of what was asked', () => {
  expect(titleOf('公租房怎么申请？要带什么')).toBe('公租房怎么申请')
  expect([...titleOf('长'.repeat(80))]).toHaveLength(30)
})

describe('the three fields', () => {
  it('what was answered on the spot needs no word', () => {
    expect(readContact({ ...blankContact, outcome: 'spot' })).toMatchObject({ ok: true })
  })

  it('each fault has a sentence that says what to do', () => {
    const guide = readContact({ ...blankContact, way: 'x', outcome: 'guide' })
    expect(guide).toEqual({
      ok: false,
      errors: { way: expect.stringContaining('请选择') },
    })
    const empty = readContact({ ...blankContact, outcome: 'guide' })
    expect(empty).toEqual({
      ok: false,
      errors: { what: expect.stringContaining('一句话'), guideUnit: expect.stringContaining('哪个单位') },
    })
    expect(readContact({ ...blankContact, what: '问路' })).toMatchObject({
      ok: false,
      errors: { outcome: expect.any(String) },
    })
  })
})
