import { z } from 'zod'
import { act, keepText } from '#core/matters/index.ts'
import { type ActsOf, chosen, type DeskAct, readForm, words } from './act.ts'
import { ChoiceField, WordsField } from './act-fields.tsx'

/** 暂停计时：a stop without ground and written notice does not count (行政许可法 第45条). The notice is the text the asker reads on the follow page. */
export function pauseAct({ words: { asker }, pauseGrounds }: ActsOf): DeskAct {
  const form = z.object({
    pauseGround: chosen(
      pauseGrounds.map(({ value }) => value),
      '法定事由',
      '请选择暂停计时的法定事由，没有这些事由不能暂停。',
    ),
    pauseNotice: words(`给${asker}的书面告知`, { least: 10 }),
  })
  return {
    noun: 'pause',
    command: 'pause',
    tried: () => ({ type: 'pause', ground: pauseGrounds[0]?.value ?? '', noticeId: 'notice' }),
    title: '暂停计时',
    button: `暂停计时并告知${asker}`,
    place: 'more',
    form,
    fields: { ground: 'pauseGround', noticeId: 'pauseNotice' },
    Fields: (props) => (
      <>
        <ChoiceField form={props} name="pauseGround" label="法定事由" options={pauseGrounds} />
        <WordsField
          form={props}
          name="pauseNotice"
          label={`给${asker}的书面告知`}
          hint="写明为什么暂停、大约多久、暂停期间做什么"
          rows={4}
        />
      </>
    ),
    async perform({ house, actor, matterId }, typed) {
      const { pauseGround, pauseNotice } = readForm(form, typed)
      const noticeId = await keepText(house, actor, matterId, 'ground', pauseNotice)
      await act(house, actor, matterId, { type: 'pause', ground: pauseGround, noticeId })
    },
  }
}

export const resumeAct: DeskAct = {
  noun: 'resumption',
  command: 'resume',
  title: '恢复计时',
  button: '恢复计时',
  place: 'main',
  perform: async ({ house, actor, matterId }) => {
    await act(house, actor, matterId, { type: 'resume' })
  },
}
