import { expect, test } from 'vitest'
import { errorList } from './form-values.ts'

test('errors stand in the order of the page and none is lost', () => {
  const errors = { phone: '手机号应为 11 位数字', title: '请写一个标题', other: '请重新提交' }
  expect(errorList(errors, ['title', 'body', 'phone'])).toEqual([
    { field: 'title', message: '请写一个标题' },
    { field: 'phone', message: '手机号应为 11 位数字' },
    { field: 'other', message: '请重新提交' },
  ])
})
