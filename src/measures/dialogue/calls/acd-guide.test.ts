import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { acdEvent } from './acd-event.ts'
import { signedMessage } from './simulator/send-message.ts'

const guide = readFileSync(join(import.meta.dirname, '../../../../docs/operations.md'), 'utf8')
const section = /## 话务系统\n([\s\S]*?)\n## /.exec(guide)?.[1] ?? ''

test('every example of the guide is a message that we take, and every message has its example', () => {
  const [, examples = ''] = /```json\n([\s\S]*?)```/.exec(section) ?? []
  const told = examples
    .trim()
    .split('\n')
    .map((line) => acdEvent.parse(JSON.parse(line)).type)
  expect(told.toSorted()).toEqual(acdEvent.options.map(({ shape }) => shape.type.value).toSorted())
})

test('the signature of the guide is the one that we make', () => {
  const told = (name: string) => new RegExp(`\\| ${name} \\| \`(.+)\` \\|`).exec(section)?.[1] ?? ''
  const at = Temporal.Instant.fromEpochMilliseconds(Number(told('`webhook-timestamp`')) * 1000)
  const message = JSON.parse(told('正文'))
  const { headers, body } = signedMessage(told('密钥'), { id: told('`webhook-id`'), at, message })
  expect(body).toBe(told('正文'))
  expect(headers['webhook-signature']).toBe(told('`webhook-signature`'))
})
