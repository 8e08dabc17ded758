import { groupNumber } from '#core/matters/index.ts'
import {
  Button,
  ButtonRow,
  DataTable,
  DateText,
  DateTimeText,
  EmptyState,
  type FieldErrors,
  Form,
  formatDateTime,
  LinkButton,
  PageHeader,
  RadioGroup,
  Section,
  SelectField,
  StatFigure,
  StatRow,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { spanText } from './bulletin.ts'
import { figureText, figureWords, periodNames, type RedMatter } from './report.ts'
import type { ReportRow } from './tables.ts'
import { topics } from './topics.ts'

/** 阳光政务专报：供水 */
export const titleOf = ({ period, topic }: Pick<ReportRow, 'period' | 'topic'>): string =>
  `阳光政务${periodNames[period]}${topic && `：${topic}`}`

/** What a remark stands on: 阳光政务日报〔2026〕第12期. */
const issueOf = (row: ReportRow): string => `${titleOf(row)}〔${row.year}〕第${row.issue}期`

export function ReportsPage({
  rows,
  formKey,
  errors,
  period,
}: {
  rows: ReportRow[]
  formKey: string
  errors: FieldErrors
  period?: string | undefined
}) {
  return (
    <>
      <PageHeader
        title="领导报告"
        lead="日报每天早上自动生成，周报在星期一，月报在一号；专报写一个问题，要的时候生成。数字按生成时固定下来，以后不再变；报告里没有个人信息和举报。"
      />
      <DataTable
        caption="领导报告，从新到旧"
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => urls.deskReport(row.id)}
        columns={[
          {
            key: 'name',
            label: '报告',
            cell: (row) =>
              `阳光政务${periodNames[row.period]}〔${row.year}〕第${row.issue}期${row.topic && `：${row.topic}`}`,
          },
          { key: 'span', label: '期间', tight: true, cell: spanText },
          { key: 'red', label: '超期未答复', numeric: true, cell: (row) => row.figures.redCount },
          { key: 'made', label: '生成时间', tight: true, cell: (row) => <DateTimeText at={row.madeAt} /> },
        ]}
        empty={
          <EmptyState title="还没有报告">
            <p>明早会有第一份日报；也可以现在就生成。</p>
          </EmptyState>
        }
      />
      <Section title="现在生成">
        <Form action={urls.deskReports()} formKey={formKey}>
          <RadioGroup
            name="period"
            label="哪一种"
            options={[
              { value: 'day', label: '日报', hint: '昨天一天' },
              { value: 'week', label: '周报', hint: '上一个完整的星期' },
              { value: 'month', label: '月报', hint: '上一个完整的月份' },
              { value: 'topic', label: '专报', hint: '只写一个问题，近三十天；在下面选' },
            ]}
            value={period}
            error={errors.period}
            required
          />
          <SelectField
            name="topic"
            label="专报写哪一个问题"
            empty="要专报时请选择"
            options={topics.map(({ topic }) => ({ value: topic, label: topic }))}
            error={errors.topic}
          />
          <Button>生成报告</Button>
        </Form>
      </Section>
    </>
  )
}

export function ReportPage({ row, timeZone }: { row: ReportRow; timeZone: string }) {
  const { figures } = row
  return (
    <>
      <PageHeader
        eyebrow={`〔${row.year}〕第${row.issue}期`}
        title={titleOf(row)}
        lead={spanText(row)}
        meta={<span>数据截至 {formatDateTime(Temporal.Instant.from(figures.asOf), timeZone)}，以后不再变动</span>}
        actions={
          <>
            <LinkButton href={urls.deskReportFile(row.id, 'pdf')} icon="download" download>
              下载 PDF
            </LinkButton>
            <LinkButton
              href={urls.newDeskReferral({ title: `${issueOf(row)}批示事项` })}
              variant="secondary"
              icon="flag"
            >
              批示转交办
            </LinkButton>
            <LinkButton href={urls.deskReportFile(row.id, 'docx')} variant="secondary" icon="download" download>
              下载 Word（可编辑）
            </LinkButton>
          </>
        }
      />
      <Section title="五个数字">
        <StatRow>
          {figures.figures.map(({ key, now, before, lastYear }) => (
            <StatFigure
              key={key}
              label={figureWords[key].label}
              value={figureText(key, now)}
              unit={figureWords[key].unit === '件' ? '件' : ''}
              delta={`上期 ${figureText(key, before)}，去年同期 ${figureText(key, lastYear)}`}
              formula={`${figureWords[key].formula}。`}
            />
          ))}
        </StatRow>
      </Section>
      <Section title={row.topic ? '三个集中的地方' : '三个热点'}>
        {figures.topics.length === 0 ? (
          <p>本期来信较少，没有集中反映的问题。</p>
        ) : (
          <ol>
            {figures.topics.map(({ topic, letters, before, unit }) => (
              <li key={topic}>
                <b>{topic}</b>：{letters} 件，上期 {before} 件{unit && `，主要由${unit}办理`}。
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Section
        title={`超期未答复的来信（共 ${figures.redCount} 件${figures.redCount > 10 ? '，列最久的 10 件' : ''}）`}
      >
        <RedTable red={figures.red} issue={issueOf(row)} />
      </Section>
      <Section title="一条建议">
        <p>{figures.suggestion}</p>
      </Section>
      <ButtonRow>
        <LinkButton href={urls.deskReports()} variant="quiet">
          全部报告
        </LinkButton>
      </ButtonRow>
    </>
  )
}

function RedTable({ red, issue }: { red: RedMatter[]; issue: string }) {
  return (
    <DataTable
      caption="超期未答复的来信，最久的在前"
      captionHidden
      rows={red}
      rowKey={(one) => one.number}
      rowHref={(one) => urls.deskLetter(one.number)}
      columns={[
        { key: 'number', label: '编号', tight: true, cell: (one) => groupNumber(one.number) },
        { key: 'class', label: '类别', tight: true, cell: (one) => one.className },
        { key: 'place', label: '地点', cell: (one) => one.place },
        { key: 'holder', label: '责任单位', cell: (one) => one.holder },
        {
          key: 'due',
          label: '到期日',
          tight: true,
          cell: (one) => <DateText date={Temporal.PlainDate.from(one.dueOn)} />,
        },
        { key: 'late', label: '超期', numeric: true, cell: (one) => `${one.daysLate} 天` },
        { key: 'reason', label: '原因', cell: (one) => one.reason },
        {
          key: 'referral',
          label: '批示',
          tight: true,
          cell: (one) => (
            <a href={urls.newDeskReferral({ title: `来信超期未答复（${issue}批示）`, origin: one.number })}>
              转交办<span class="visually-hidden">：来信 {groupNumber(one.number)}</span>
            </a>
          ),
        },
      ]}
      empty={<EmptyState title="没有超期未答复的来信" />}
    />
  )
}
