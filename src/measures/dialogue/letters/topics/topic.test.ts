import { describe, expect, test } from 'vitest'
import { nearestOf, nearness, termsOf, titleOf } from './topic.ts'

const letter = (...words: string[]) => words.map((word) => ({ word, weight: 1 / Math.sqrt(words.length) }))

describe('what belongs to a topic', () => {
  test('a topic of one letter is wholly near to that letter', () => {
    const one = letter('噪音', '扰民', '广场舞')
    expect(nearness(one, termsOf([one]))).toBeCloseTo(1)
  })

  test('one word in common is none', () => {
    expect(nearness(letter('噪音', '扰民'), termsOf([letter('噪音', '路灯')]))).toBe(0)
  })

  test('goes to the nearest, or to none', () => {
    const [lamps, noise] = [termsOf([letter('路灯', '熄灭', '维修')]), termsOf([letter('噪音', '扰民', '夜市')])]
    expect(nearestOf(letter('噪音', '扰民', '路灯', '维修', '夜市'), [lamps, noise])).toBe(noise)
    expect(nearestOf(letter('公积金', '贷款'), [lamps, noise])).toBeNull()
  })

  test('is called by its heaviest words until somebody names it', () => {
    const { terms } = termsOf([letter('噪音', '扰民'), letter('噪音', '夜市')])
    expect(terms[0]).toBe('噪音')
    expect(titleOf({ title: null, words: terms })).toMatch(/^噪音、/)
    expect(titleOf({ title: '夜间噪音', words: terms })).toBe('夜间噪音')
  })
})
