import { type Block, type BulletinForm, paperDate } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { dateIn } from '#platform/clock.ts'
import { formatDateTime } from '#ui/index.ts'
import { figureText, figureWords, type Period, periodNames, type ReportFigures } from './report.ts'

export type ReportAbout = {
  period: Period
  topic: string
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  issue: number
  figures: ReportFigures
}

/** 11月23日, or the first and last day. */
export const spanText = ({ from, to }: Pick<ReportAbout, 'from' | 'to'>): string =>
  from.equals(to) ? paperDate(from) : `${paperDate(from)}至${to.month}月${to.day}日`

/** The report as it is printed and as .docx: the same words. */
export function bulletinOf(report: ReportAbout, city: { cityName: string; timeZone: string }): BulletinForm {
  const { period, topic, issue, to, figures } = report
  const asOf = formatDateTime(Temporal.Instant.from(figures.asOf), city.timeZone)
  return {
    layout: 'bulletin',
    head: `阳光政务${periodNames[period]}`,
    issue: `〔${to.year}〕第${issue}期`,
    issuer: `${city.cityName}市长信箱办公室`,
    date: paperDate(dateIn(city.timeZone, Temporal.Instant.from(figures.asOf))),
    blocks: [
      { kind: 'paragraph', text: `${spanText(report)}市长信箱${topic && `“${topic}”`}来信办理情况如下。` },
      ...figureBlocks(figures),
      ...topicBlocks(report),
      ...redBlocks(figures),
      { kind: 'heading', text: '四、一条建议' },
      { kind: 'paragraph', text: figures.suggestion },
    ],
    foot: ['报：市委、市政府领导。', `数据截至${asOf}，由阳光政务平台统计，不含个人信息和举报。`],
  }
}

function figureBlocks({ figures }: ReportFigures): Block[] {
  return [
    { kind: 'heading', text: '一、五个数字' },
    {
      kind: 'table',
      columns: [
        { label: '指标', width: 3 },
        { label: '本期', width: 2, align: 'right' },
        { label: '上期', width: 2, align: 'right' },
        { label: '去年同期', width: 2, align: 'right' },
      ],
      rows: figures.map(({ key, now, before, lastYear }) => [
        `${figureWords[key].label}（${figureWords[key].unit}）`,
        ...[now, before, lastYear].map((value) => figureText(key, value)),
      ]),
    },
  ]
}

function topicBlocks({ topic: about, figures: { topics } }: ReportAbout): Block[] {
  const change = (by: number) => (by === 0 ? '与上期持平' : by > 0 ? `比上期多${by}件` : `比上期少${-by}件`)
  return [
    { kind: 'heading', text: about ? '二、三个集中的地方' : '二、三个热点' },
    ...(topics.length === 0 ? [{ kind: 'paragraph' as const, text: '本期来信较少，没有集中反映的问题。' }] : []),
    ...topics.map(({ topic, letters, before, unit }, at): Block => {
      const where = unit ? `，主要由${unit}办理` : ''
      return { kind: 'paragraph', text: `${at + 1}. ${topic}：${letters}件，${change(letters - before)}${where}。` }
    }),
  ]
}

function redBlocks({ red, redCount }: ReportFigures): Block[] {
  const heading: Block = {
    kind: 'heading',
    text: `三、超期未答复的来信（共${redCount}件${redCount > 10 ? '，列最久的10件' : ''}）`,
  }
  if (red.length === 0) return [heading, { kind: 'paragraph', text: '没有超期未答复的来信。' }]
  return [
    heading,
    {
      kind: 'table',
      columns: [
        { label: '来信编号', width: 5 },
        { label: '类别', width: 2, align: 'center' },
        { label: '责任单位', width: 4 },
        { label: '到期日', width: 3, align: 'center' },
        { label: '超期', width: 2, align: 'right' },
        { label: '原因', width: 5 },
      ],
      rows: red.map((one) => [
        groupNumber(one.number),
        one.className,
        one.holder,
        one.dueOn,
        `${one.daysLate}天`,
        one.reason,
      ]),
    },
  ]
}
