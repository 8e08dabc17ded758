import { z } from 'zod'
import { checkMobile } from '#core/people/index.ts'
import { cleanLine, cleanText, countCharacters } from '#platform/typed-text.ts'
import {
  Alert,
  Button,
  ButtonRow,
  CheckboxField,
  Disclosure,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Fieldset,
  FileField,
  Form,
  type KeptUpload,
  type Option,
  type OptionGroup,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type LetterSort, lengths, letterSorts } from '../letter.ts'
import type { LetterChoices } from '../letter-choices.ts'
import { idNumbersIn } from '../letter-words.ts'

/** As typed: what a refused form shows again. */
export type TypedLetter = {
  sort: string
  title: string
  body: string
  division: string
  place: string
  unit: string
  name: string
  phone: string
  publish: boolean
  secret: boolean
  relation: boolean
  idNumberMeant: boolean
}

export const blankLetter: TypedLetter = {
  sort: '',
  title: '',
  body: '',
  division: '',
  place: '',
  unit: '',
  name: '',
  phone: '',
  publish: false,
  secret: false,
  relation: false,
  idNumberMeant: false,
}

/** In the order in which they stand on the page. */
export const letterFieldOrder = [
  'sort',
  'title',
  'body',
  'idNumberMeant',
  'files',
  'division',
  'place',
  'unit',
  'name',
  'phone',
  'publish',
]

export const maxFiles = 9
export const fileTypes = 'image/*,.pdf,.docx,.xlsx,.pptx,.odt,.txt,audio/*,video/mp4'

/** A text of this many characters still comes back whole; a longer one would choke an old phone. */
export const pageHolds = 100_000

const line = (most: number, tooLong: string) =>
  z
    .string()
    .transform(cleanLine)
    .refine((text) => countCharacters(text) <= most, tooLong)

const bodyText = z
  .string()
  .transform(cleanText)
  .superRefine((text, context) => {
    const count = countCharacters(text)
    const refuse = (message: string) => context.addIssue({ code: 'custom', message })
    if (count === 0) refuse('请写下您要说的事。')
    else if (count < lengths.body.least)
      refuse(`内容太短了，请再说具体些（至少 ${lengths.body.least} 个字）：什么时间、什么地点、什么事。`)
    else if (count > pageHolds)
      refuse(
        `内容有 ${count} 字，最多 ${lengths.body.most} 字。本页只能带回前 ${pageHolds} 字，请把要紧的事写在这里，其余的作为文件附上。`,
      )
    else if (count > lengths.body.most)
      refuse(`内容有 ${count} 字，最多 ${lengths.body.most} 字。请删减一些，或把长的部分作为文件附上。`)
  })

const phoneText = z.string().transform((text, context) => {
  const checked = checkMobile(text)
  if (checked.ok) return checked.value
  context.addIssue({ code: 'custom', message: checked.message })
  return z.NEVER
})

/** By other doors a letter may come without a telephone. */
const maybePhone = z.union([z.literal('').transform(() => null), phoneText])

const shapeOf = (places: ReadonlySet<string>, concerned: ReadonlySet<string>) => ({
  sort: z.enum(letterSorts, '请选一个类别。不确定就选“求助”，我们会帮您归类。'),
  title: line(lengths.title, `标题最多 ${lengths.title} 个字，细节请写在内容里。`).refine(
    (text) => text !== '',
    '请写一个标题，一句话说明是什么事。',
  ),
  body: bodyText,
  division: z.string().refine((code) => places.has(code), '请选择事情发生在哪个县区、街道或乡镇。不确定就选“全市”。'),
  place: line(lengths.place, `详细地点最多 ${lengths.place} 个字。`),
  unit: z
    .string()
    .refine((id) => id === '' || concerned.has(id), '没有这个单位，请从列表里重新选；不知道可以不选。')
    .transform((id) => id || null),
  name: line(lengths.name, `称呼最多 ${lengths.name} 个字。`).refine(
    (text) => text !== '',
    '请写下您的称呼，例如“王女士”。',
  ),
  phone: phoneText,
  publish: z.boolean(),
  secret: z.boolean(),
  relation: z.boolean(),
  idNumberMeant: z.boolean(),
})

type Public = { sort: LetterSort; title: string; body: string; publish: boolean; idNumberMeant: boolean }

function publicRules(letter: Public, context: z.RefinementCtx): void {
  if (letter.publish && letter.sort === 'report')
    context.addIssue({ code: 'custom', path: ['publish'], message: '举报不公开，请去掉“同意公开”的勾选。' })
  if (letter.publish && !letter.idNumberMeant && idNumbersIn(`${letter.title}\n${letter.body}`).length > 0)
    context.addIssue({
      code: 'custom',
      path: ['idNumberMeant'],
      message: '信里有身份证号码，而您同意公开这封信。请把号码删掉，或勾选“号码确实要写”后再提交。',
    })
}

/** Rules and sentences of the form; `places` and `concerned` are the codes and ids that may be chosen. */
export const letterSchema = (places: ReadonlySet<string>, concerned: ReadonlySet<string>) =>
  z.object(shapeOf(places, concerned)).superRefine(publicRules)

const anyLetterSchema = (places: ReadonlySet<string>, concerned: ReadonlySet<string>) =>
  z.object({ ...shapeOf(places, concerned), phone: maybePhone }).superRefine(publicRules)

export type LetterInput = z.output<ReturnType<typeof letterSchema>>
/** A letter by another door may have no telephone. */
export type AnyLetter = Omit<LetterInput, 'phone'> & { phone: string | null }

type Read<Letter> = { ok: true; letter: Letter } | { ok: false; errors: FieldErrors }

export const parseLetter = (typed: TypedLetter, choices: LetterChoices): Read<LetterInput> =>
  readBy(schemasOf(choices).web, typed)

/** The same rules for what comes by another door. */
export const parseAnyLetter = (typed: TypedLetter, choices: LetterChoices): Read<AnyLetter> =>
  readBy(schemasOf(choices).any, typed)

function readBy<Letter>(schema: z.ZodType<Letter>, typed: TypedLetter): Read<Letter> {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return { ok: true, letter: parsed.data }
  const errors: FieldErrors = {}
  for (const issue of parsed.error.issues) errors[String(issue.path[0])] ??= issue.message
  return { ok: false, errors }
}

type Schemas = { web: ReturnType<typeof letterSchema>; any: ReturnType<typeof anyLetterSchema> }

const schemas = new WeakMap<LetterChoices, Schemas>()

/** Made once for the same choices: a new schema is compiled at its first use, which costs more than a filing's other checks together. */
function schemasOf(choices: LetterChoices): Schemas {
  const known = schemas.get(choices)
  if (known) return known
  const valuesOf = (entries: (Option | OptionGroup)[]) =>
    new Set(entries.flatMap((entry) => ('options' in entry ? entry.options : [entry])).map((option) => option.value))
  const chosen = [valuesOf(choices.divisions), valuesOf(choices.units)] as const
  const made = { web: letterSchema(...chosen), any: anyLetterSchema(...chosen) }
  schemas.set(choices, made)
  return made
}

export const mayBeWrittenDown = (sort: LetterSort): boolean => sort !== 'report' && sort !== 'complaint-official'

export const sorts: Record<LetterSort, { label: string; what: string }> = {
  consult: { label: '咨询', what: '问政策、问手续、问该找谁' },
  help: { label: '求助', what: '遇到难处，请帮忙解决' },
  'complaint-service': { label: '投诉服务或企业', what: '服务、物业、商家没做好' },
  'complaint-official': { label: '投诉工作人员', what: '态度差、不办事；不会到本人手里' },
  report: { label: '举报', what: '违纪违法；被举报的单位看不到' },
  suggestion: { label: '建议', what: '对城市、对政府的想法' },
  praise: { label: '表扬', what: '谁做得好，替您转达' },
}

/** At a counter nobody writes down a 举报 or 投诉工作人员 for somebody else: few may read them, and the clerk is none of these. */
const sortOptions = (answerWithin: Record<LetterSort, string>, byStaff: boolean): Option[] =>
  (byStaff ? letterSorts.filter(mayBeWrittenDown) : letterSorts).map((value) => ({
    value,
    label: sorts[value].label,
    hint: `${sorts[value].what}。${answerWithin[value]}答复`,
  }))

/** 三种信、三条路 (0-platform: three things that look alike are kept apart). */
function WhoSeesIt() {
  return (
    <Disclosure summary="投诉、举报，谁能看到我的信？">
      <p>投诉服务或企业：转给能解决问题的责任单位。勾选“请为我保密”，它就看不到您是谁。</p>
      <p>投诉工作人员：只给所在单位的负责人和督查人员，不会到被投诉的人手里。</p>
      <p>
        举报：不经过市长信箱，直接送有权处理的机关。被举报的单位、它的下属和上级、市长信箱的工作人员都看不到，也查不到有这封信；永不公开。
      </p>
      <p>答复的工作日从派给办理单位的第二天算起。</p>
    </Disclosure>
  )
}

export type LetterFormProps = {
  typed: TypedLetter
  errors: FieldErrors
  formKey: string
  choices: LetterChoices
  kept: KeptUpload[]
}

export function LetterForm({ formKey, ...fields }: LetterFormProps) {
  return (
    <>
      <ErrorSummary errors={errorList(fields.errors, letterFieldOrder)} />
      <Form action={urls.newLetter()} formKey={formKey} upload keep="letter">
        <LetterFields {...fields} />
        <Alert tone="info">
          <p>提交后马上得到编号和查询码，凭它们随时能看到信在谁手里、最迟哪天答复。不需要注册，不收任何费用。</p>
        </Alert>
        <ButtonRow>
          <Button size="large" icon="letter" name="step" value="file">
            提交这封信
          </Button>
          <Button variant="secondary" size="large" icon="search" name="step" value="similar">
            先看看有没有现成答案
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

/** The same fields for whoever writes, and for a clerk who writes down what somebody at the counter says. */
export function LetterFields({
  typed,
  errors,
  choices,
  kept,
  byStaff = false,
}: Omit<LetterFormProps, 'formKey'> & { byStaff?: boolean }) {
  return (
    <>
      <Fieldset legend="一、什么事">
        <RadioGroup
          name="sort"
          label={byStaff ? '要办的是' : '您要写的是'}
          options={sortOptions(choices.answerWithin, byStaff)}
          value={typed.sort}
          error={errors.sort}
          cards
          required
        />
        {!byStaff && <WhoSeesIt />}
        <TextField
          name="title"
          label="标题"
          hint="一句话说明是什么事，例如：炳草岗大街路灯不亮"
          value={typed.title}
          error={errors.title}
          maxLength={lengths.title}
          required
        />
        <TextArea
          name="body"
          label="内容"
          hint="什么时间、什么地点、什么事、希望怎么解决。像说话一样写就行"
          value={typed.body}
          error={errors.body}
          maxLength={lengths.body.most}
          rows={10}
          required
        />
        {errors.idNumberMeant && (
          <CheckboxField
            name="idNumberMeant"
            label="号码确实要写"
            hint="公开前编辑会遮住身份证号码，但最稳妥的是不写。"
            error={errors.idNumberMeant}
            checked={typed.idNumberMeant}
          />
        )}
        <FileField
          name="files"
          label="照片或文件"
          hint={`最多 ${maxFiles} 个，每个不超过 20 MB。手机可以直接拍照；照片里的拍摄位置会自动去掉`}
          error={errors.files}
          accept={fileTypes}
          kept={kept}
          maxFiles={maxFiles}
          maxMegabytes={20}
          multiple
        />
      </Fieldset>
      <Fieldset legend="二、在哪里">
        <SelectField
          name="division"
          label="县区、街道或乡镇"
          hint="事情发生的地方；与某地无关就选“全市”"
          options={choices.divisions}
          value={typed.division}
          error={errors.division}
          empty="请选择"
          required
        />
        <TextField
          name="place"
          label="详细地点"
          hint="例如：某某小区东门、某某路公交站旁"
          value={typed.place}
          error={errors.place}
          maxLength={lengths.place}
        />
        <SelectField
          name="unit"
          label="关于哪个单位"
          hint="投诉或举报时，请选被投诉、被举报的单位。不知道就不选，我们会找到该办的单位"
          options={choices.units}
          value={typed.unit}
          error={errors.unit}
          empty="不知道，或与单位无关"
        />
      </Fieldset>
      <Fieldset
        legend={byStaff ? '三、怎么找到来访人' : '三、怎么找到您'}
        hint="只用来联系、发查询码和答复。加密保存，不会公开。"
      >
        <TextField
          name="name"
          label={byStaff ? '怎么称呼' : '怎么称呼您'}
          value={typed.name}
          error={errors.name}
          autocomplete={byStaff ? 'off' : 'name'}
          maxLength={lengths.name}
          width="half"
          required
        />
        <TextField
          name="phone"
          label="手机号码"
          hint={
            byStaff
              ? '编号和查询码会发到这个手机；没有手机的不填，把回执打印给来访人'
              : '编号和查询码会发到这个手机。没有手机，请拨打 12345，由工作人员代您写'
          }
          value={typed.phone}
          error={errors.phone}
          type="tel"
          inputMode="tel"
          autocomplete={byStaff ? 'off' : 'tel'}
          width="half"
          required={!byStaff}
        />
        {!byStaff && (
          <p class="field-hint">
            姓名和手机号码加密保存，只用来办这封信。<a href={urls.aboutData()}>存什么、存多久、怎么删</a>
          </p>
        )}
      </Fieldset>
      <Fieldset legend="四、保密与公开">
        <CheckboxField
          name="secret"
          label={byStaff ? '来访人要求保密' : '请为我保密'}
          hint={
            byStaff
              ? '办理单位看不到姓名和手机号'
              : '办理单位看不到您的姓名和手机号；要补充情况时，由市长信箱办公室联系您。举报一律保密，不用勾'
          }
          checked={typed.secret}
        />
        <CheckboxField
          name="relation"
          label={`${byStaff ? '' : '我'}投诉的是自己的工作单位、学校、村（社区）或房东`}
          hint={byStaff ? '勾选后自动保密' : '勾选后自动为您保密'}
          checked={typed.relation}
        />
        <CheckboxField
          name="publish"
          label={byStaff ? '来访人同意公开这件事和答复' : '同意公开这封信和答复'}
          hint={
            byStaff
              ? '要问过来访人。公开前会隐去姓名、电话、住址'
              : '让遇到同样问题的人也能看到。公开前会隐去姓名、电话、住址。不勾就只有您和办理的单位能看到'
          }
          checked={typed.publish}
          error={errors.publish}
        />
      </Fieldset>
    </>
  )
}
