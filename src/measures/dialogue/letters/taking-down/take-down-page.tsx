import {
  Alert,
  Button,
  CheckboxField,
  DateTimeText,
  DescriptionList,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  NumberText,
  PageHeader,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { confirmingBar, type UrgentWithdrawal } from './urgent-withdrawal.ts'

type Props = {
  number: string
  isPublic: boolean
  row: UrgentWithdrawal | null
  personId: string
  names: ReadonlyMap<string, string>
  timeZone: string
  urgentGround: string
  errors: FieldErrors
  formKey: string
}

/** 紧急撤稿: one page for the one who takes down and for the one who confirms. */
export function TakeDownPage(props: Props) {
  const { number, row, errors } = props
  return (
    <>
      <PageHeader
        title="紧急撤稿"
        meta={<NumberText value={number} />}
        actions={
          <LinkButton href={urls.deskLetterPublication(number)} variant="secondary">
            回到公开页
          </LinkButton>
        }
      />
      <ErrorSummary errors={errorList(errors, ['urgentGround', 'sure', 'confirmation'])} />
      {row ? <TakenDown {...props} row={row} /> : props.isPublic ? <TakeDownForm {...props} /> : <NotPublic />}
    </>
  )
}

function TakeDownForm({ number, urgentGround, errors, formKey }: Props) {
  return (
    <>
      <Alert tone="warn" title="一个人就能撤，四小时内另一人复核">
        提交后一秒内，网页、列表、搜索、订阅和缓存同时撤下，原网址只留下“已撤下”和理由。四小时（本市自定）内由另一位信息发布员或审核员复核，逾期报单位负责人，内容一直保持撤下。
      </Alert>
      <Form action={urls.deskUrgentWithdrawal(number)} formKey={formKey}>
        <TextField
          name="urgentGround"
          label="为什么要马上撤下"
          value={urgentGround}
          error={errors.urgentGround}
          hint="会公开显示在原来的网址上，请不要写出涉及的人名和内容，例如：可能含有他人隐私，正在核实"
          required
        />
        <CheckboxField name="sure" label="确认立即撤下，撤下后不能自行恢复" error={errors.sure} />
        <Button variant="danger">立即撤下</Button>
      </Form>
    </>
  )
}

const NotPublic = () => (
  <Alert tone="info" title="这封信现在没有公开">
    没有公开的内容，无需撤稿。
  </Alert>
)

function TakenDown({ number, row, personId, names, timeZone, errors, formKey }: Props & { row: UrgentWithdrawal }) {
  const bar = confirmingBar(row, personId)
  return (
    <>
      <DescriptionList
        items={[
          { label: '撤下时间', value: <DateTimeText at={row.takenDownAt} timeZone={timeZone} /> },
          { label: '撤稿人', value: names.get(row.takenDownBy) ?? '' },
          { label: '理由', value: row.ground },
          { label: '撤下内容的加盐摘要', value: <code>{row.contentHash.toString('hex')}</code> },
          {
            label: '复核',
            value: row.confirmedAt ? (
              <>
                {names.get(row.confirmedBy ?? '')}，<DateTimeText at={row.confirmedAt} timeZone={timeZone} />
              </>
            ) : (
              <>
                待另一人在 <DateTimeText at={row.confirmBy} timeZone={timeZone} /> 前复核
                {row.escalatedAt && '；已逾期，已报单位负责人'}
              </>
            ),
          },
        ]}
      />
      {bar ? (
        <Alert tone="info" title="复核">
          {bar}
        </Alert>
      ) : (
        <Form action={`${urls.deskUrgentWithdrawal(number)}/confirmation`} formKey={formKey}>
          <CheckboxField name="confirmation" label="已核对来信和撤稿理由，同意撤下" error={errors.confirmation} />
          <Button>复核同意</Button>
        </Form>
      )}
    </>
  )
}
