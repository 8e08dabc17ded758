import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { type DeskAct, readForm, words } from './desk-act.ts'
import { WordsField } from './desk-fields.tsx'

const questionForm = z.object({ question: words('要问写信人的问题', { least: 5 }) })

/** 补充提问 stops no clock: the unit goes on with what it knows. */
export const questionAct: DeskAct = {
  noun: 'question',
  command: 'requestSupplement',
  title: '请写信人补充',
  button: '发给写信人',
  place: 'more',
  form: questionForm,
  Fields: (form) => (
    <WordsField form={form} name="question" label="要问的问题" hint="写信人会收到短信；等回答期间期限照常计算" />
  ),
  async perform({ house, actor, matterId }, typed) {
    const { question } = readForm(questionForm, typed)
    await act(house, actor, matterId, { type: 'requestSupplement', text: question })
  },
}
