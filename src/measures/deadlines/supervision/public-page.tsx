import {
  DataTable,
  DateText,
  EmptyState,
  FilterBar,
  formatCount,
  formatShare,
  LinkButton,
  PageHeader,
  Section,
  StatFigure,
  StatRow,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Sent, SupervisionFigures } from './figures.ts'

type Listing = SupervisionFigures['listings'][number]

/** 督办公开: how often each unit asks something of others, what became of the orders, and which were listed. Never the matter, never a person. */
export function SupervisionPublicPage({ figures, years }: { figures: SupervisionFigures; years: readonly number[] }) {
  const { year, sent, listings } = figures
  return (
    <>
      <PageHeader
        title="督办公开"
        lead="谁催得多、督得多，计入发出的单位；督办单有没有按时报告，挂牌的是哪几号。"
        actions={
          <LinkButton href={urls.supervisionFile(year)} variant="secondary" icon="download">
            下载数据
          </LinkButton>
        }
      />
      <FilterBar
        action={urls.supervision()}
        selects={[
          {
            name: 'year',
            label: '年份',
            value: String(year),
            options: years.map((one) => ({ value: String(one), label: `${one}年` })),
          },
        ]}
      />
      <StatRow>
        <StatFigure label="督办单" value={formatCount(figures.orders)} formula="当年发出，含挂牌督办" />
        <StatFigure
          label="按时报告"
          value={formatShare(figures.repliedInTime, figures.orders)}
          formula="第一次报告在时限内的 ÷ 当年发出的督办单"
        />
        <StatFigure label="挂牌督办" value={formatCount(listings.length)} formula="只公开单号" />
        <StatFigure label="约谈" value={formatCount(figures.talks)} formula="不公开人" />
      </StatRow>
      <p>
        系统当年提出督办建议 {formatCount(figures.proposals.order)} 项，由人决定发出{' '}
        {formatCount(figures.proposals.issued)} 项、不督办 {formatCount(figures.proposals.declined)} 项；系统自动催办{' '}
        {formatCount(figures.urgesByMachine)} 次。规则见
        <a href={urls.ladder()}>提醒和督办规则</a>。
      </p>
      <Section title="催办和督办，按发出单位" id="sent">
        <p>催办、督办单、退回重报都要基层花时间，所以记在发出的单位名下（为基层减负）。举报不计入。</p>
        <DataTable<Sent>
          caption={`${year}年催办和督办，按发出单位，从多到少`}
          captionHidden
          rows={sent}
          rowKey={({ unit }) => unit}
          columns={[
            { key: 'unit', label: '发出单位', cell: ({ unit }) => unit },
            { key: 'urges', label: '催办', numeric: true, cell: ({ urges }) => formatCount(urges) },
            { key: 'orders', label: '督办单', numeric: true, cell: ({ orders }) => formatCount(orders) },
            { key: 'returns', label: '退回重报', numeric: true, cell: ({ returns }) => formatCount(returns) },
            { key: 'all', label: '合计', numeric: true, cell: ({ all }) => formatCount(all) },
            { key: 'matters', label: '涉及办件', numeric: true, cell: ({ matters }) => formatCount(matters) },
          ]}
          empty={<EmptyState title="这一年还没有单位发出催办或督办" />}
        />
      </Section>
      <Section title="挂牌督办" id="listings">
        <DataTable<Listing>
          caption={`${year}年挂牌督办，从新到旧`}
          captionHidden
          rows={listings}
          rowKey={({ number }) => number}
          columns={[
            { key: 'number', label: '单号', tight: true, cell: ({ number }) => number },
            { key: 'issued', label: '挂牌日期', tight: true, cell: ({ issuedOn }) => <DateText date={issuedOn} /> },
            { key: 'state', label: '报告', cell: listingState },
          ]}
          empty={<EmptyState title="这一年没有挂牌督办" icon="sun" />}
        />
      </Section>
    </>
  )
}

const listingState = ({ isInTime, isAccepted }: Listing): string => {
  if (isInTime === null) return '还没有报告'
  return `${isInTime ? '按时报告' : '超过时限报告'}${isAccepted ? '，已认可' : ''}`
}
