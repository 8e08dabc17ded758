import type { LimitRule } from '#core/calendar/index.ts'
import { limitText } from '#core/calendar/index.ts'
import {
  Alert,
  Button,
  DateField,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Fieldset,
  FileField,
  Form,
  type KeptUpload,
  PageHeader,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { feedbackFrom, levelRules, levels, sources } from './referral.ts'
import { referralFields } from './referral-form.ts'

type Props = {
  typed: Record<string, string | undefined>
  errors: FieldErrors
  kept: KeptUpload[]
  formKey: string
  units: readonly string[]
  leaders: readonly { value: string; label: string }[]
  /** Of the day, by level. */
  limits: ReadonlyMap<string, LimitRule>
  /** Procedures of the law that work may have to pass through. */
  lawful: readonly LimitRule[]
}

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** 登记交办件: what is ordered, by whom, to whom, until when. */
export function NewReferralPage({ typed, errors, kept, formKey, units, leaders, limits, lawful }: Props) {
  const levelOptions = Object.entries(levels).map(([value, label]) => {
    const limit = limits.get(levelRules[value as keyof typeof levels])?.limit
    return { value, label: limit ? `${label}（${limitText(limit)}）` : label }
  })
  return (
    <>
      <PageHeader
        title="登记交办件"
        lead="上级转办、督办信访件、反馈问题、领导交办和批示。登记后立即交给牵头单位，期限从登记时起算。"
      />
      <ErrorSummary errors={errorList(errors, referralFields)} />
      <Form action={urls.newDeskReferral()} formKey={formKey} upload keep="new-referral">
        <RadioGroup
          name="source"
          label="从哪里来"
          options={options(sources)}
          value={typed.source}
          error={errors.source}
          required
        />
        <SelectField
          name="feedbackFrom"
          label="由谁反馈"
          hint="只有“反馈问题”要选。"
          empty="不是反馈问题"
          options={options(feedbackFrom)}
          value={typed.feedbackFrom}
          error={errors.feedbackFrom}
        />
        <TextField name="title" label="事项" hint="一句话" value={typed.title} error={errors.title} required />
        <TextArea
          name="task"
          label="交办要求"
          hint="承办单位看到的就是这段话：要做成什么、到什么程度。批示原文不要抄进来。"
          rows={6}
          maxLength={3000}
          value={typed.task}
          error={errors.task}
          required
        />
        <RadioGroup
          name="level"
          label="紧急程度"
          hint="期限是本市自定（非法律规定）。"
          options={levelOptions}
          value={typed.level}
          error={errors.level}
          required
        />
        <SelectField
          name="lawfulRuleId"
          label="办这件事必须走的法定程序"
          hint="有的才选：交办期限不得短于法定程序。"
          empty="没有"
          options={lawful.map(({ id, title, source }) => ({ value: id, label: `${title}（${source}）` }))}
          value={typed.lawfulRuleId}
          error={errors.lawfulRuleId}
        />
        <TextField
          name="leadUnit"
          label="牵头单位"
          hint="名称、简称或拼音首字母，例如“住建局”或“zjj”"
          list={[...units]}
          autocomplete="off"
          value={typed.leadUnit}
          error={errors.leadUnit}
          required
        />
        <TextField
          name="jointUnits"
          label="配合单位"
          hint="没有的不填；几个单位用顿号隔开。牵头单位签收后自动邀请它们。"
          autocomplete="off"
          value={typed.jointUnits}
          error={errors.jointUnits}
        />
        <Fieldset legend="来源">
          <TextField
            name="giver"
            label="交办机关或领导"
            hint="例如：省政府督查室"
            value={typed.giver}
            error={errors.giver}
          />
          <SelectField
            name="leaderId"
            label="交办领导"
            hint="选了领导，结果由领导本人或督查人员验收；不选由您验收。"
            empty="不选"
            options={[...leaders]}
            value={typed.leaderId}
            error={errors.leaderId}
          />
          <TextField
            name="paperNumber"
            label="来文字号"
            width="half"
            value={typed.paperNumber}
            error={errors.paperNumber}
          />
          <DateField
            name="instructedOn"
            label="交办日期"
            value={typed.instructedOn}
            error={errors.instructedOn}
            required
          />
          <TextField
            name="origin"
            label="督办的原件编号"
            hint="督办一封来信、一件信访时填写它的编号。"
            inputMode="numeric"
            width="half"
            value={typed.origin}
            error={errors.origin}
          />
        </Fieldset>
        <Alert tone="bad" title="涉密不上网">
          <p>
            国家秘密一律不得上传，请另册办理。批示是工作秘密：只有交办领导、登记人和牵头单位负责人能打开，承办人看交办要求。
          </p>
        </Alert>
        <FileField
          name="scan"
          label="批示或来文的图片"
          hint="没有的不传；只收照片或扫描成的图片。"
          accept="image/*"
          multiple
          kept={kept}
          maxFiles={9}
          maxMegabytes={20}
          error={errors.scan}
        />
        <Button>登记并交办</Button>
      </Form>
    </>
  )
}
