import { groupNumber } from '#core/matters/index.ts'
import { Badge, DataTable, EmptyState, formatShare, LinkButton, PageHeader, StatFigure, StatRow } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Sampled } from './revisits.ts'
import type { Reached } from './tables.ts'

export const reachedWords: Record<Reached, string> = {
  reached: '联系上了',
  unreachable: '联系不上',
  declined: '不愿回访',
}

export type RevisitsPageProps = {
  draw: { number: string; title: string }
  sampled: Sampled[]
  figures: { recorded: number; reached: number; solved: number; satisfied: number; service: number }
}

/** One sample: what is to be asked, by whom, and what came of it. */
export function RevisitsPage({ draw, sampled, figures }: RevisitsPageProps) {
  const drawn = sampled.filter(({ outcome }) => outcome === 'drawn')
  const { reached, solved, satisfied, service, recorded } = figures
  return (
    <>
      <PageHeader
        title={draw.title}
        lead="由承办单位以外的人回访：解决了没有，对结果和服务各怎么看。联系不上的不计入比率，另列。"
      />
      <StatRow>
        <StatFigure label="已回访" value={recorded} unit={`/ ${drawn.length} 件`} />
        <StatFigure label="联系上" value={reached} unit="件" />
        <StatFigure
          label="解决率"
          value={reached > 0 ? formatShare(solved, reached) : '—'}
          formula="说已解决的 ÷ 联系上的"
        />
        <StatFigure
          label="服务满意率"
          value={reached > 0 ? formatShare(service, reached) : '—'}
          formula="对态度和速度基本满意以上的 ÷ 联系上的"
        />
        <StatFigure
          label="满意率"
          value={reached > 0 ? formatShare(satisfied, reached) : '—'}
          formula="（基本满意 + 满意 + 很满意）÷ 联系上的"
        />
      </StatRow>
      <div class="page-actions">
        <LinkButton href={urls.draw(draw.number)} variant="secondary">
          看这次抽取
        </LinkButton>
        <LinkButton href={urls.newDeskRevisits({ redraw: draw.number })} variant="quiet">
          重抽
        </LinkButton>
      </div>
      <DataTable<Sampled>
        caption="抽中的和候补的来信"
        captionHidden
        rows={sampled}
        rowKey={({ member }) => member}
        columns={[
          {
            key: 'number',
            label: '来信',
            cell: ({ number }) => <a href={urls.deskLetter(number)}>{groupNumber(number)}</a>,
          },
          { key: 'group', label: '组', cell: ({ group }) => group },
          {
            key: 'outcome',
            label: '抽取',
            tight: true,
            cell: ({ outcome }) => (outcome === 'drawn' ? '抽中' : <Badge tone="neutral">候补</Badge>),
          },
          { key: 'visitor', label: '回访人员', cell: ({ visitor }) => visitor || '递补时再派' },
          {
            key: 'state',
            label: '回访',
            tight: true,
            cell: (one) => <RevisitState draw={draw.number} sampled={one} />,
          },
        ]}
        empty={<EmptyState title="这次没有抽中来信">名额都是零，请看抽取的规则。</EmptyState>}
      />
    </>
  )
}

function RevisitState({ draw, sampled }: { draw: string; sampled: Sampled }) {
  const { revisit, isMine, outcome, member } = sampled
  if (revisit?.reached === 'reached')
    return revisit.solved ? <Badge tone="good">已解决</Badge> : <Badge tone="bad">没有解决</Badge>
  if (revisit) return <Badge tone="neutral">{reachedWords[revisit.reached]}</Badge>
  if (isMine && outcome === 'drawn') return <a href={urls.deskRevisit(draw, member)}>登记回访</a>
  return outcome === 'drawn' ? <Badge tone="warn">待回访</Badge> : null
}
