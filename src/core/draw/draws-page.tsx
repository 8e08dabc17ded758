import {
  Card,
  CardGrid,
  DataTable,
  DateTimeText,
  EmptyState,
  KeyPager,
  type NavItem,
  PageHeader,
  Section,
  StatFigure,
  StatRow,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { DrawBadge, sizeWords } from './draw-words.tsx'
import { purposeOf } from './purposes.ts'
import type { Draw } from './read-draws.ts'

export const drawBreadcrumbs: NavItem[] = [
  { href: urls.home(), label: '首页' },
  { href: urls.draws(), label: '随机抽取' },
]

export type DrawsPageProps = {
  draws: Draw[]
  counts: { waiting: number; drawn: number; cancelled: number; redraws: number }
  nextHref: string | undefined
  previousHref: string | undefined
  timeZone: string
}

/** 随机抽取: why nobody can choose, in three cards, and all draws there were. */
export function DrawsPage({ draws, counts, nextHref, previousHref, timeZone }: DrawsPageProps) {
  return (
    <>
      <PageHeader
        title="随机抽取"
        lead="检查谁、请谁来、回访哪件，由抽签决定，不由人挑。怎么抽的，每一次都公开，谁都可以自己重抽一遍。"
      />
      <CardGrid>
        <Card title="① 先公布名单和规则">
          <p>名单、抽几个、怎么分组、谁要回避，先写进公示存证。写下以后，一个字也改不了。</p>
        </Card>
        <Card title="② 再等外面的随机数">
          <p>约好一个时刻，用外面来的随机数：公开的信标、彩票号码，或者几家单位的观察人各写几个字。事先谁也不知道。</p>
        </Card>
        <Card title="③ 人人可以重抽">
          <p>每个标签算出一个位置，从小到大排队，取前几个。下载文件，几行程序就能重算，结果一定相同。</p>
        </Card>
      </CardGrid>
      <StatRow>
        <StatFigure label="等待抽取" value={counts.waiting} />
        <StatFigure label="已抽取" value={counts.drawn} />
        <StatFigure label="已撤销" value={counts.cancelled} />
        <StatFigure label="其中重抽" value={counts.redraws} />
      </StatRow>
      <Section title="每一次抽取">
        <DataTable<Draw>
          caption="随机抽取，从新到旧"
          captionHidden
          rows={draws}
          rowKey={({ id }) => id}
          rowHref={({ number }) => urls.draw(number)}
          columns={[
            { key: 'title', label: '抽什么', cell: ({ title }) => title },
            { key: 'purpose', label: '用途', cell: ({ purpose }) => purposeOf(purpose).title },
            { key: 'size', label: '多少', cell: sizeWords },
            { key: 'at', label: '抽取时刻', cell: ({ drawAt }) => <DateTimeText at={drawAt} timeZone={timeZone} /> },
            { key: 'state', label: '状态', tight: true, cell: (draw) => <DrawBadge draw={draw} /> },
          ]}
          empty={<EmptyState title="还没有抽取过">第一次抽取公布方案以后，会出现在这里。</EmptyState>}
        />
        <KeyPager shown={draws.length} previousHref={previousHref} nextHref={nextHref} />
      </Section>
    </>
  )
}
