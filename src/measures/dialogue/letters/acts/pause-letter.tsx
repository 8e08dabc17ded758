import { z } from 'zod'
import { act, keepText } from '#core/matters/index.ts'
import { choice, type DeskAct, readForm, words } from './desk-act.ts'
import { ChoiceField, WordsField } from './desk-fields.tsx'
import { pauseGrounds } from './pause-grounds.ts'

const pauseForm = z.object({
  pauseGround: choice(
    ['inspection', 'other-proceeding', 'writer-asks', 'force-majeure'],
    '请选择暂停计时的法定事由，没有这些事由不能暂停。',
  ).meta({ description: '法定事由' }),
  pauseNotice: words('给写信人的书面告知', { least: 10 }),
})

/** 暂停计时：a stop without ground and written notice does not count (行政许可法 第45条). The notice is the text the writer reads on the follow page. */
export const pauseAct: DeskAct = {
  noun: 'pause',
  command: 'pause',
  title: '暂停计时',
  button: '暂停计时并告知写信人',
  place: 'more',
  form: pauseForm,
  fields: { ground: 'pauseGround', noticeId: 'pauseNotice' },
  Fields: (form) => (
    <>
      <ChoiceField form={form} name="pauseGround" label="法定事由" options={pauseGrounds} />
      <WordsField
        form={form}
        name="pauseNotice"
        label="给写信人的书面告知"
        hint="写明为什么暂停、大约多久、暂停期间做什么"
        rows={4}
      />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { pauseGround, pauseNotice } = readForm(pauseForm, typed)
    const noticeId = await keepText(house, actor, matterId, 'ground', pauseNotice)
    await act(house, actor, matterId, { type: 'pause', ground: pauseGround, noticeId })
  },
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
