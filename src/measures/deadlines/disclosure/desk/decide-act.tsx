import { z } from 'zod'
import {
  type ActFormProps,
  ChoiceField,
  type DeskAct,
  maybeWords,
  readForm,
  WordsField,
  words,
} from '#core/casework/index.ts'
import { keepText } from '#core/matters/index.ts'
import { SelectField, TextField } from '#ui/index.ts'
import { draftDecision } from '../acts/draft-decision.ts'
import { refusalGrounds } from '../answer-types.ts'

const savedForm = z.object({ replyText: words('理由和说明', { least: 1, most: 5000 }) })
const draftForm = z.object({
  replyText: words('理由和说明', { least: 10, most: 5000 }),
  answerChoice: z
    .string({ error: '请选择答复的种类。' })
    .min(1, { error: '请选择答复的种类。' })
    .meta({ description: '答复的种类，choices.answerChoices 里的 value' }),
  answerGround: maybeWords('依据', 40),
  answerPlace: maybeWords('获取途径', 300),
  answerAgency: maybeWords('机关或者渠道', 200),
  answerLaw: maybeWords('特别规定', 200),
})

/** 拟写答复：one of the sorts of the law, with all that the sort demands; the letter is made from it. */
export const decideAct: DeskAct = {
  noun: 'drafts',
  command: 'submitDraft',
  title: '拟写答复',
  button: '提交审核',
  place: 'reply',
  keys: 'w',
  takesMaterials: true,
  form: draftForm.extend({
    intent: z.enum(['submit', 'save']).optional().meta({ description: 'submit 提交审核（默认），save 只存草稿' }),
  }),
  fields: { choice: 'answerChoice', text: 'replyText' },
  Fields: (form) => <DecisionFields {...form} />,
  async perform({ house, actor, matterId }, typed) {
    if (typed.intent === 'save') {
      await keepText(house, actor, matterId, 'draft', readForm(savedForm, typed).replyText)
      return
    }
    const { answerChoice: choice, replyText: text, ...read } = readForm(draftForm, typed)
    await draftDecision(house, actor, matterId, {
      choice,
      text,
      ground: read.answerGround,
      place: read.answerPlace,
      agency: read.answerAgency,
      law: read.answerLaw,
    })
  },
}

function DecisionFields(form: ActFormProps) {
  const drafted = Object.fromEntries((form.choices.own.drafted ?? []).map(({ value, label }) => [value, label]))
  const typed = { ...drafted, ...form.typed }
  return (
    <>
      <ChoiceField
        form={{ ...form, typed }}
        name="answerChoice"
        label="答复的种类"
        options={form.choices.answerChoices}
      />
      <SelectField
        name="answerGround"
        label="不予公开的依据"
        hint="不予公开、部分公开的必选"
        empty="不是不予公开"
        options={Object.entries(refusalGrounds).map(([value, { title, article }]) => ({
          value,
          label: `${article} ${title}`,
        }))}
        value={typed.answerGround}
        error={form.errors.answerGround}
      />
      <TextField
        name="answerPlace"
        label="在哪里、怎样获取"
        hint="已经主动公开、公开出版物、有特别规定的必填；重复申请的写上一次答复的日期和编号"
        value={typed.answerPlace}
        error={form.errors.answerPlace}
        maxLength={300}
      />
      <TextField
        name="answerAgency"
        label="负责的机关或者正确的渠道"
        hint="不属于本机关的、属于信访投诉举报的必填：名称和联系方式"
        value={typed.answerAgency}
        error={form.errors.answerAgency}
        maxLength={200}
      />
      <TextField
        name="answerLaw"
        label="作出特别规定的法律、行政法规"
        hint="例如：不动产登记暂行条例第二十七条"
        value={typed.answerLaw}
        error={form.errors.answerLaw}
        maxLength={200}
      />
      <WordsField
        form={form}
        name="replyText"
        label="理由和说明"
        hint="结论、法律依据和救济途径由系统写进答复书，这里写具体的理由。要给申请人的文件在“上传办理材料”里传，勾选“申请人也可以看到”"
        rows={8}
        most={5000}
      />
    </>
  )
}
