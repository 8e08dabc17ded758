import { z } from 'zod'
import { checkMobile } from '#core/people/index.ts'
import { cleanLine, cleanText, countCharacters } from '#platform/typed-text.ts'
import {
  Alert,
  Button,
  CheckboxField,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Emergency } from '../letters/letter-words.ts'
import { EmergencyCall } from '../letters/writing/emergency-call.tsx'
import type { Interview } from './interview.ts'

export const askFields = ['body', 'name', 'phone', 'publish'] as const
export type TypedQuestion = Partial<Record<(typeof askFields)[number], string>>

const longest = 1000

export const askForm = z
  .object({
    body: z
      .string()
      .transform(cleanText)
      .refine((text) => countCharacters(text) >= 4, { error: '请写下您的问题，至少 4 个字。', abort: true })
      .refine((text) => countCharacters(text) <= longest, {
        error: `问题最多 ${longest} 字，请只写最要紧的；事情复杂的，可以写信来问。`,
      }),
    name: z
      .string()
      .transform(cleanLine)
      .refine((text) => countCharacters(text) <= 20, { error: '称呼最多 20 个字。' }),
    phone: z.string().transform((text, context) => {
      if (text.trim() === '') return null
      const checked = checkMobile(text)
      if (checked.ok) return checked.value
      context.addIssue({ code: 'custom', message: `${checked.message}不想留电话的，可以空着。` })
      return z.NEVER
    }),
    publish: z.string(),
  })
  .transform(({ publish, ...rest }) => ({ ...rest, wantsPublic: publish === 'yes' }))

export type AskPageProps = {
  interview: Interview
  typed: TypedQuestion
  errors: FieldErrors
  formKey: string
  emergency: Emergency | null
  /** Said above the form when it comes back for a reason that concerns no field. */
  notice: string | null
}

/** 我要提问: one field that must be filled. */
export const AskPage = ({ interview, typed, errors, formKey, emergency, notice }: AskPageProps) => (
  <>
    <PageHeader title="我要提问" lead={`在线访谈：${interview.title}`} />
    <EmergencyCall emergency={emergency} />
    {notice && (
      <Alert tone="warn" title="这次没有提交成功" live>
        <p>{notice}</p>
      </Alert>
    )}
    <ErrorSummary errors={errorList(errors, askFields)} />
    <Form action={urls.newInterviewQuestion(interview.number)} formKey={formKey} keep={`question-${interview.number}`}>
      <TextArea
        name="body"
        label="您想问什么"
        rows={5}
        maxLength={longest}
        value={typed.body}
        error={errors.body}
        required
      />
      <TextField
        name="name"
        label="怎么称呼您"
        hint="网名也可以；公开时会隐去真名"
        value={typed.name}
        error={errors.name}
        width="half"
        autocomplete="nickname"
      />
      <TextField
        name="phone"
        label="手机号"
        hint="不公开。留了，没来得及回答时转为来信，编号和查询码会发给您"
        value={typed.phone}
        error={errors.phone}
        type="tel"
        inputMode="tel"
        autocomplete="tel"
        width="half"
      />
      <CheckboxField
        name="publish"
        label="同意隐去个人信息以后公开这个问题和答复"
        hint="不勾选的，不在访谈里公开，转为来信只答复您本人：请留手机号"
        checked={typed.publish === 'yes'}
        error={errors.publish}
      />
      <Button size="large">提交</Button>
    </Form>
  </>
)

/** What happens with it now. */
export const AskedPage = ({ interview }: { interview: Interview }) => (
  <>
    <PageHeader title="您的问题收到了" lead={`在线访谈：${interview.title}`} />
    <p>
      同意公开的，主持人审核、隐去个人信息以后会公开在访谈页面上，现场没有来得及回答的会书面答复，或者转为来信办理，结果登在访谈页面上。
    </p>
    <p>没有勾选公开的，访谈结束以后转为来信，留了手机号的会收到编号和查询码。</p>
    <div class="page-actions">
      <LinkButton href={urls.interview(interview.number)}>回到访谈页面</LinkButton>
    </div>
  </>
)
