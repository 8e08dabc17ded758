import { describe, expect, test } from 'vitest'
import { findUnit } from './find-unit.ts'

const units = [
  { id: 'a', name: '攀枝花市住房和城乡建设局', shortName: '市住房城乡建设局' },
  { id: 'b', name: '攀枝花市教育和体育局', shortName: '市教育和体育局' },
  { id: 'c', name: '攀枝花市东区教育和体育局', shortName: '东区教育和体育局' },
  { id: 'd', name: '攀枝花市水利局', shortName: '市水利局' },
  { id: 'e', name: '攀枝花市税务局', shortName: '市税务局' },
]

const idOf = (typed: string) => {
  const found = findUnit(typed, units)
  return found.ok ? found.unit.id : found.message
}

describe('a unit is found by what a clerk types', () => {
  test.each([
    ['攀枝花市住房和城乡建设局', 'a'],
    ['市住房城乡建设局', 'a'],
    ['住建局', 'a'],
    [' zjj ', 'a'],
    ['城乡建设', 'a'],
    ['b', 'b'],
    ['SJYHTYJ', 'b'],
    ['水利', 'd'],
  ])('%s', (typed, id) => {
    expect(idOf(typed)).toBe(id)
  })

  test('without a county the bureau of the city is meant, with it the county’s', () => {
    expect(idOf('教育和体育局')).toBe('b')
    expect(idOf('东区教育')).toBe('c')
  })

  test('an unclear word is asked back with the choices', () => {
    expect(idOf('务局')).toBe('e')
    expect(idOf('局')).toMatch(/^“局”对应 5 个单位：市住房城乡建设局、.*请写得更完整一些。$/u)
  })

  test('nothing typed and nothing found are different sentences', () => {
    expect(idOf('  ')).toMatch(/^请填写单位/)
    expect(idOf('气象局')).toMatch(/^没有找到“气象局”/)
  })
})
