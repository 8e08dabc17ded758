import { Fragment } from 'preact'
import {
  Button,
  DataTable,
  DateField,
  DateTimeText,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Fieldset,
  Form,
  HiddenField,
  LinkButton,
  type Option,
  type OptionGroup,
  PageHeader,
  Section,
  SelectField,
  StateBadge,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { PlanItem } from '../conference/plan.ts'
import { type Interview, stateOf, stateWords } from '../interview.ts'
import { subjectOptions, subjectWord } from '../subject.ts'
import { interviewFields, mostGuests } from './interview-form.ts'

export type DeskInterviewsProps = {
  interviews: Interview[]
  /** Lines of this year's plan that nobody has announced yet; null for who does not announce. */
  due: PlanItem[] | null
  unitName: (id: string) => string
  timeZone: string
}

export const DeskInterviewsPage = ({ interviews, due, unitName, timeZone }: DeskInterviewsProps) => (
  <>
    <PageHeader
      title="在线访谈"
      lead="预告、收集提问、文字直播、答复、归档。每个问题都要有着落。"
      actions={
        due && (
          <LinkButton href={urls.newDeskInterview()} keys="n">
            发布预告
          </LinkButton>
        )
      }
    />
    <DataTable
      caption="访谈"
      captionHidden
      rows={interviews}
      rowKey={({ id }) => id}
      rowHref={({ number }) => urls.deskInterview(number)}
      empty={<EmptyState title="还没有访谈">按年度计划发布预告以后，会出现在这里。</EmptyState>}
      columns={[
        { key: 'title', label: '访谈', cell: ({ title }) => title },
        {
          key: 'at',
          label: '时间',
          tight: true,
          cell: ({ startsAt }) => <DateTimeText at={startsAt} timeZone={timeZone} />,
        },
        { key: 'unit', label: '主办单位', cell: ({ leadUnitId }) => unitName(leadUnitId) },
        { key: 'state', label: '情况', cell: (one) => <StateBadge state={stateWords[stateOf(one)]} /> },
      ]}
    />
    {due && due.length > 0 && (
      <Section title="今年计划里还没有预告的">
        <DataTable
          caption="还没有预告的"
          captionHidden
          rows={due}
          rowKey={({ key }) => key}
          rowHref={({ key }) => urls.newDeskInterview(key)}
          columns={[
            { key: 'title', label: '题目', cell: ({ title }) => title },
            { key: 'month', label: '月份', tight: true, cell: ({ month }) => `${month} 月` },
            { key: 'subject', label: '主题', tight: true, cell: ({ subject }) => subjectWord(subject) },
            { key: 'unit', label: '牵头单位', cell: ({ leadUnitId }) => unitName(leadUnitId) },
          ]}
        />
      </Section>
    )}
  </>
)

export type AnnouncePageProps = {
  typed: Record<string, string>
  errors: FieldErrors
  formKey: string
  units: (Option | OptionGroup)[]
}

export const AnnouncePage = ({ typed, errors, formKey, units }: AnnouncePageProps) => (
  <>
    <PageHeader title="发布访谈预告" lead="预告发布以后马上公开，并存入公示存证；群众从这时起可以提问。" />
    <ErrorSummary errors={errorList(errors, interviewFields)} />
    <Form action={urls.newDeskInterview()} formKey={formKey}>
      <HiddenField name="plan" value={typed.plan ?? ''} />
      <TextField name="title" label="题目" value={typed.title} error={errors.title} width="wide" required />
      <SelectField
        name="subject"
        label="主题"
        empty="请选择"
        options={subjectOptions}
        value={typed.subject}
        error={errors.subject}
        required
      />
      <TextArea
        name="about"
        label="谈什么"
        rows={4}
        maxLength={2000}
        value={typed.about}
        error={errors.about}
        required
      />
      <SelectField
        name="leadUnit"
        label="主办单位"
        hint="来回答问题、书面答复的单位"
        empty="请选择"
        options={units}
        value={typed.leadUnit}
        error={errors.leadUnit}
        required
      />
      <Fieldset legend="时间和地点">
        <DateField name="day" label="日期" value={typed.day} error={errors.day} required />
        <TextField
          name="from"
          label="开始"
          hint="例如 10:00"
          value={typed.from}
          error={errors.from}
          width="short"
          required
        />
        <TextField name="to" label="结束" hint="例如 11:30" value={typed.to} error={errors.to} width="short" required />
        <TextField name="place" label="地点" value={typed.place} error={errors.place} width="wide" required />
        <TextField
          name="stream"
          label="视频直播地址"
          hint="有视频直播的填写，以 https:// 开头"
          value={typed.stream}
          error={errors.stream}
          type="url"
          width="wide"
        />
      </Fieldset>
      <Fieldset legend="嘉宾" hint="姓名和职务会公开">
        {Array.from({ length: mostGuests }, (_, at) => at + 1).map((at) => (
          <Fragment key={at}>
            <TextField
              name={`name${at}`}
              label={`嘉宾 ${at} 姓名`}
              value={typed[`name${at}`]}
              error={errors[`name${at}`]}
              width="half"
              required={at === 1}
            />
            <TextField
              name={`post${at}`}
              label={`嘉宾 ${at} 职务`}
              value={typed[`post${at}`]}
              error={errors[`post${at}`]}
              width="wide"
              required={at === 1}
            />
          </Fragment>
        ))}
      </Fieldset>
      <Button>发布预告</Button>
    </Form>
  </>
)
