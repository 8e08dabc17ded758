import {
  Alert,
  Button,
  ButtonRow,
  Columns,
  DataTable,
  DateText,
  DateTimeText,
  Disclosure,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  FilterBar,
  Form,
  HiddenField,
  KeyPager,
  LinkButton,
  NumberText,
  PageHeader,
  RadioGroup,
  Section,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Duty, WaitingRuling } from './duties.ts'
import { basisKinds, basisWords } from './duty.ts'

type KeyOf = () => string

/** The catalogue as those see it who keep it: what waits to be written down first. */
export function DeskDutiesPage(props: {
  rows: Duty[]
  rulings: WaitingRuling[]
  q: string
  nextHref: string | undefined
  keyOf: KeyOf
  errors: FieldErrors
}) {
  const { rows, rulings, q, nextHref, keyOf, errors } = props
  return (
    <>
      <PageHeader
        title="职责目录"
        lead="每一条都要写明依据。裁定过的写进来，下次同样的事不再争。"
        actions={<LinkButton href={urls.newDeskDuty()}>写一条</LinkButton>}
      />
      <ErrorSummary errors={errorList(errors)} />
      {rulings.length > 0 && (
        <Section title={`裁定过、还没写进目录的（${rulings.length}）`}>
          <DataTable
            caption="裁定过、还没写进目录的"
            captionHidden
            rows={rulings}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: '事情', cell: ({ title }) => title },
              { key: 'unit', label: '裁定由谁办', cell: ({ unit }) => unit },
              { key: 'ground', label: '裁定时写的依据', cell: ({ ground }) => ground || '—' },
              {
                key: 'decider',
                label: '裁定',
                cell: ({ decider, decidedAt }) => (
                  <>
                    {decider} <DateTimeText at={decidedAt} />
                  </>
                ),
              },
              {
                key: 'act',
                label: '处理',
                cell: ({ id }) => (
                  <>
                    <ButtonRow>
                      <LinkButton href={urls.newDeskDuty({ ruling: id })} size="small">
                        写进目录
                      </LinkButton>
                    </ButtonRow>
                    <Form action={urls.deskRulingAct(id, 'leaving')} formKey={keyOf()}>
                      <Button variant="quiet" size="small">
                        只适用于这一件
                      </Button>
                    </Form>
                  </>
                ),
              },
            ]}
          />
        </Section>
      )}
      <FilterBar
        action={urls.deskDuties()}
        search={{ name: 'q', label: '什么事', value: q }}
        submitLabel="查"
        clearHref={q ? urls.deskDuties() : undefined}
      />
      <DataTable
        caption="现行的职责目录"
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'subject',
            label: '事项',
            cell: ({ id, subject, place }) => <a href={urls.duty(id)}>{place ? `${subject}（${place}）` : subject}</a>,
          },
          { key: 'unit', label: '负责', cell: ({ unit }) => unit },
          { key: 'joint', label: '配合', cell: ({ joint }) => joint.join('、') || '—' },
          { key: 'basis', label: '依据', cell: ({ basisWord, basis }) => `${basisWord}：${basis}` },
          { key: 'since', label: '写入', tight: true, cell: ({ since }) => <DateText date={since} /> },
          { key: 'act', label: '改动', cell: (row) => <Change row={row} keyOf={keyOf} /> },
        ]}
        empty={
          <EmptyState title={q ? '没有查到' : '目录里还没有内容'}>
            {q ? '换一个说法再查，或者写一条新的。' : '从三定规定、权责清单里，把群众常问的事一条一条写进来。'}
          </EmptyState>
        }
      />
      {rows.length > 0 && <KeyPager shown={rows.length} nextHref={nextHref} />}
    </>
  )
}

const Change = ({ row, keyOf }: { row: Duty; keyOf: KeyOf }) => (
  <>
    <a href={urls.newDeskDuty({ duty: row.id })}>改写</a>
    <Disclosure summary="停用">
      <Form action={urls.deskDutyEnd(row.id)} formKey={keyOf()}>
        <TextField
          name="why"
          id={`why-${row.id}`}
          label="为什么停用"
          hint="例如：机构改革后职责划转"
          maxLength={200}
          required
        />
        <Button variant="danger" size="small">
          停用
        </Button>
      </Form>
    </Disclosure>
  </>
)

export type TypedDuty = Record<
  'subject' | 'words' | 'category' | 'divisionCode' | 'unit' | 'joint' | 'basisKind' | 'basis' | 'ruling' | 'replaces',
  string
>

export const dutyFieldOrder = [
  'subject',
  'category',
  'words',
  'divisionCode',
  'unit',
  'joint',
  'basisKind',
  'basis',
] as const

export function DutyFormPage(props: {
  typed: TypedDuty
  errors: FieldErrors
  unitNames: string[]
  categories: string[]
  places: { value: string; label: string }[]
  ruling: WaitingRuling | null
  /** Rows that already say something about the same subject. */
  similar: Duty[]
  formKey: string
}) {
  const { typed, errors, ruling, similar } = props
  return (
    <>
      <PageHeader title={typed.replaces ? '改写一条职责' : '写一条职责'} />
      <ErrorSummary errors={errorList(errors, dutyFieldOrder)} />
      <Columns
        asideLabel="参考"
        main={
          <Form action={urls.deskDuties()} formKey={props.formKey} keep="duty">
            <HiddenField name="ruling" value={typed.ruling} />
            <HiddenField name="replaces" value={typed.replaces} />
            <TextField
              name="subject"
              label="事项"
              hint="一件事一条，例如“夜间施工噪声”；不写人名、地址和具体哪一件"
              value={typed.subject}
              error={errors.subject}
              maxLength={40}
              width="wide"
              required
            />
            <TextField
              name="category"
              label="类别"
              value={typed.category}
              error={errors.category}
              list={props.categories}
              maxLength={20}
              width="half"
              required
            />
            <TextField
              name="words"
              label="群众的说法"
              hint="群众会怎么说，用空格隔开，例如“半夜打桩 工地吵”"
              value={typed.words}
              error={errors.words}
              maxLength={200}
              width="wide"
            />
            <SelectField
              name="divisionCode"
              label="在哪里"
              hint="同一件事各地归不同单位管的，一地写一条"
              options={props.places}
              empty="全市"
              value={typed.divisionCode}
              error={errors.divisionCode}
            />
            <TextField
              name="unit"
              label="负责单位"
              hint="单位的全称或简称"
              value={typed.unit}
              error={errors.unit}
              list={props.unitNames}
              autocomplete="off"
              width="wide"
              required
            />
            <TextField
              name="joint"
              label="配合单位"
              hint="几个单位用顿号隔开；没有就空着。配合单位不承担期限，由负责单位主办"
              value={typed.joint}
              error={errors.joint}
              width="wide"
            />
            <RadioGroup
              name="basisKind"
              label="依据的种类"
              options={basisKinds.map((value) => ({ value, label: basisWords[value] }))}
              value={typed.basisKind}
              error={errors.basisKind}
              required
            />
            <TextField
              name="basis"
              label="依据"
              hint="文件名称和条款，所有人都能看到"
              value={typed.basis}
              error={errors.basis}
              maxLength={200}
              width="wide"
              required
            />
            <ButtonRow>
              <Button>写进目录</Button>
              <LinkButton href={urls.deskDuties()} variant="quiet">
                取消
              </LinkButton>
            </ButtonRow>
          </Form>
        }
        aside={
          <>
            {ruling && (
              <Alert tone="sun" title={`${ruling.decider}的裁定`}>
                <p>
                  <NumberText value={ruling.number} />
                </p>
                <p>{ruling.title}</p>
                <p>
                  由{ruling.unit}办理。{ruling.ground}
                </p>
              </Alert>
            )}
            {similar.length > 0 && (
              <Section title="目录里相近的">
                <ul>
                  {similar.map((duty) => (
                    <li key={duty.id}>
                      <a href={urls.duty(duty.id)}>{duty.subject}</a>：{duty.unit}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        }
      />
    </>
  )
}
