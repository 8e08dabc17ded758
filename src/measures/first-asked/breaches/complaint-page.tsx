import { type DoorProps, NumberAndCodePage } from '#core/following/index.ts'
import {
  Button,
  CheckboxField,
  ErrorSummary,
  errorList,
  type FieldErrors,
  FileField,
  Form,
  type KeptUpload,
  NumberText,
  PageHeader,
  RadioGroup,
  TextArea,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { breachKinds } from './words.ts'

export type ComplaintPageProps = {
  number: string
  units: { value: string; label: string }[]
  typed: Record<string, string>
  errors: FieldErrors
  kept: KeptUpload[]
  formKey: string
}

export const complaintFields = ['kind', 'unit', 'complaint', 'mayName', 'files']

/** 反映：of whoever asked; what they asked goes on meanwhile. */
export function ComplaintPage({ number, units, typed, errors, kept, formKey }: ComplaintPageProps) {
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            编号 <NumberText value={number} />
          </>
        }
        title="反映首问责任没落实"
        lead="由督查人员核查，不转给被反映的人办。您问的事照常办理，不会因为反映受影响。"
      />
      <ErrorSummary errors={errorList(errors, complaintFields)} />
      <Form action={urls.followComplaint(number)} formKey={formKey} upload keep={`complaint-${number}`}>
        <RadioGroup
          name="kind"
          label="是哪一种情况"
          options={Object.entries(breachKinds).map(([value, label]) => ({ value, label }))}
          value={typed.kind}
          error={errors.kind}
          required
        />
        <RadioGroup
          name="unit"
          label="哪个单位"
          options={units}
          value={typed.unit ?? (units.length === 1 ? units[0]?.value : undefined)}
          error={errors.unit}
          required
        />
        <TextArea
          name="complaint"
          label="事情经过"
          hint="什么时候、找了谁、怎么说的；记得名字或工号的，一并写下"
          value={typed.complaint}
          error={errors.complaint}
          rows={5}
          maxLength={1000}
          required
        />
        <FileField
          name="files"
          label="照片、录音、文件"
          error={errors.files}
          kept={kept}
          multiple
          maxFiles={9}
          maxMegabytes={20}
        />
        <CheckboxField
          name="mayName"
          label="同意让被反映的单位知道是我反映的"
          hint="不勾选，就只有核查和作决定的人知道"
          checked={typed.mayName === 'yes'}
        />
        <Button size="large">提交</Button>
      </Form>
      <p>
        <a href={urls.followMatter(number)}>不反映，回去看进度</a>
      </p>
    </>
  )
}

/** From a card: number and code, then the form. */
export const ComplaintDoorPage = (door: DoorProps) => (
  <NumberAndCodePage
    {...door}
    title="反映首问责任没落实"
    lead="拒绝接待、不引导、不跟进、联系不上、指错门、态度生硬，都可以反映。请先填首问卡上的编号和查询码。"
    action={urls.complaintDoor()}
    button="下一步"
  >
    <p>
      没有首问卡的，请拨打 <a href="tel:12345">12345</a>，由督查人员登记。
    </p>
  </NumberAndCodePage>
)
