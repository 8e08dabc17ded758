import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { type ActsOf, type DeskAct, readForm, words } from './act.ts'
import { WordsField } from './act-fields.tsx'

/** 补充提问 stops no clock: the unit goes on with what it knows. */
export function questionAct({ words: { asker } }: ActsOf): DeskAct {
  const form = z.object({ question: words(`要问${asker}的问题`, { least: 5 }) })
  return {
    noun: 'question',
    command: 'requestSupplement',
    title: `请${asker}补充`,
    button: `发给${asker}`,
    place: 'more',
    form,
    Fields: (props) => (
      <WordsField form={props} name="question" label="要问的问题" hint={`${asker}会收到短信；等回答期间期限照常计算`} />
    ),
    async perform({ house, actor, matterId }, typed) {
      const { question } = readForm(form, typed)
      await act(house, actor, matterId, { type: 'requestSupplement', text: question })
    },
  }
}
