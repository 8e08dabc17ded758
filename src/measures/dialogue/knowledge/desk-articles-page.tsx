import { Badge, DataTable, DateText, EmptyState, KeyPager, LinkButton, PageHeader, Tabs } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Article, isStale, type Service } from './article.ts'
import { type DeskArticleList, deskLists } from './read-articles.ts'

const listWords: Record<DeskArticleList, string> = {
  all: '全部',
  proposed: '待审',
  review: '该核对了',
  retired: '已停用',
}
const stateWords = { draft: '还没有公开', public: '已公开', retired: '已停用' } as const

type Props = {
  list: DeskArticleList
  articles: Article[]
  service: ReadonlyMap<string, Service>
  unitName: (id: string) => string
  today: Temporal.PlainDate
  nextHref?: string | undefined
}

/** 知识库 of one's own units: what is public, what waits for a second person, what is to be looked at again. */
export function DeskArticlesPage({ list, articles, service, unitName, today, nextHref }: Props) {
  const add = <LinkButton href={urls.newDeskArticle()}>写一条</LinkButton>
  return (
    <>
      <PageHeader
        title="知识库"
        lead="大家反复问的事，写一次、审一次，公开给所有人查；写答复、接电话的时候也能直接用。"
        actions={add}
      />
      <Tabs
        label="知识库列表"
        items={deskLists.map((id) => ({
          href: urls.deskKnowledge({ list: id }),
          label: listWords[id],
          current: id === list,
        }))}
      />
      <DataTable<Article>
        caption={listWords[list]}
        captionHidden
        rows={articles}
        rowKey={({ id }) => id}
        rowHref={({ no }) => urls.deskArticle(no)}
        columns={[
          { key: 'title', label: '问题', cell: ({ title }) => title },
          { key: 'unit', label: '单位', cell: ({ unitId }) => unitName(unitId) },
          { key: 'state', label: '状态', tight: true, cell: (row) => <Badge>{stateWords[row.state]}</Badge> },
          {
            key: 'review',
            label: '核对日期',
            tight: true,
            cell: (row) =>
              row.reviewBy && (
                <>
                  <DateText date={row.reviewBy} /> {isStale(row, today) && <Badge tone="warn">过了</Badge>}
                </>
              ),
          },
          { key: 'used', label: '用在答复里', numeric: true, cell: ({ id }) => service.get(id)?.used ?? 0 },
          {
            key: 'helped',
            label: '有帮助 / 没有',
            numeric: true,
            cell: ({ id }) => `${service.get(id)?.helped ?? 0} / ${service.get(id)?.notHelped ?? 0}`,
          },
        ]}
        empty={
          <EmptyState title={list === 'all' ? '本单位还没有知识' : '这里没有要看的'} action={add}>
            从一封答得好的公开来信写起，最省事：打开那封信的办理页，点“写成知识”。
          </EmptyState>
        }
      />
      <KeyPager shown={articles.length} nextHref={nextHref} />
    </>
  )
}
