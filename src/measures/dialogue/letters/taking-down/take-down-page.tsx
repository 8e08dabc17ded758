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
  Prose,
  Section,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { PublishedWords } from '../publishing/publication.ts'
import { reviewingBar, type UrgentWithdrawal } from './urgent-withdrawal.ts'

type Props = {
  number: string
  isPublic: boolean
  row: UrgentWithdrawal | null
  /** As they were public, while nobody has decided. */
  words: PublishedWords | null
  personId: string
  names: ReadonlyMap<string, string>
  timeZone: string
  urgentGround: string
  refusalGround: string
  errors: FieldErrors
  formKey: () => string
}

/** 紧急撤稿: one page for the one who takes down and for the one who reviews it. */
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
      <ErrorSummary errors={errorList(errors, ['urgentGround', 'sure', 'confirmation', 'refusalGround'])} />
      {row && <TakenDown {...props} row={row} />}
      {props.isPublic && <TakeDownForm {...props} />}
      {!row && !props.isPublic && <NotPublic />}
    </>
  )
}

function TakeDownForm({ number, urgentGround, errors, formKey }: Props) {
  return (
    <>
      <Alert tone="warn" title="一个人就能撤，四小时内另一人复核">
        提交后一秒内，网页、列表、搜索、订阅和缓存同时撤下，原网址只留下“已撤下”和理由。四小时（本市自定）内由另一位信息发布员或审核员复核：同意的，内容就此删除；不同意的，写明理由恢复公开。逾期报单位负责人，内容一直保持撤下。
      </Alert>
      <Form action={urls.deskUrgentWithdrawal(number)} formKey={formKey()}>
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

/** Until a second person has decided, what is to be judged stands here, for editors only. */
function TakenDown({ row, words, names, timeZone, ...props }: Props & { row: UrgentWithdrawal }) {
  const bar = reviewingBar(row, props.personId)
  return (
    <>
      <DescriptionList
        items={[
          { label: '撤下时间', value: <DateTimeText at={row.takenDownAt} timeZone={timeZone} /> },
          { label: '撤稿人', value: names.get(row.takenDownBy) ?? '' },
          { label: '理由', value: row.ground },
          { label: '撤下内容的加盐摘要', value: <code>{row.contentHash.toString('hex')}</code> },
          { label: '复核', value: <Review {...{ row, names, timeZone }} /> },
        ]}
      />
      {words && (
        <Section title="撤下的内容">
          <p class="field-hint">只有信息发布员、审核员在复核以前看得到；复核以后，同意撤下的就此删除。</p>
          <h3>{words.title}</h3>
          <Prose plain={words.body} />
          <Prose plain={words.reply} />
        </Section>
      )}
      {bar ? (
        <Alert tone="info" title="复核">
          {bar}
        </Alert>
      ) : (
        <ReviewForms {...props} canComeBack={words !== null} />
      )}
    </>
  )
}

function Review({ row, names, timeZone }: Pick<Props, 'names' | 'timeZone'> & { row: UrgentWithdrawal }) {
  const by = (personId: string | null, at: Temporal.Instant) => (
    <>
      {names.get(personId ?? '')}，<DateTimeText at={at} timeZone={timeZone} />
    </>
  )
  if (row.confirmedAt) return <>同意撤下：{by(row.confirmedBy, row.confirmedAt)}</>
  if (row.refusedAt)
    return (
      <>
        不同意，恢复公开：{by(row.refusedBy, row.refusedAt)}；{row.refusalGround}
      </>
    )
  return (
    <>
      待另一人在 <DateTimeText at={row.confirmBy} timeZone={timeZone} /> 前复核
      {row.escalatedAt && '；已逾期，已报单位负责人'}
    </>
  )
}

type ReviewFormsProps = Pick<Props, 'number' | 'errors' | 'formKey' | 'refusalGround'> & { canComeBack: boolean }

function ReviewForms({ number, refusalGround, errors, formKey, canComeBack }: ReviewFormsProps) {
  return (
    <>
      <Section title="同意撤下">
        <Form action={`${urls.deskUrgentWithdrawal(number)}/confirmation`} formKey={formKey()}>
          <CheckboxField name="confirmation" label="已核对来信和撤稿理由，同意撤下" error={errors.confirmation} />
          <Button>复核同意</Button>
        </Form>
      </Section>
      {canComeBack && (
        <Section title="不同意，恢复公开">
          <Form action={`${urls.deskUrgentWithdrawal(number)}/refusal`} formKey={formKey()}>
            <TextField
              name="refusalGround"
              label="为什么可以公开"
              value={refusalGround}
              error={errors.refusalGround}
              hint="会公开显示在这封信的页面上，例如：经核对，所写地点是公共场所，不涉及他人隐私"
              required
            />
            <Button variant="secondary">恢复公开</Button>
          </Form>
        </Section>
      )}
    </>
  )
}
