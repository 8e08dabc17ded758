import {
  Alert,
  Badge,
  DateText,
  EmptyState,
  FilterBar,
  KeyPager,
  LinkButton,
  ListedItem,
  type NavItem,
  PageHeader,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Article } from './article.ts'

export const knowledgeBreadcrumbs: NavItem[] = [
  { href: urls.home(), label: '首页' },
  { href: urls.knowledge(), label: '常见问题' },
]

export type ListedArticle = Pick<Article, 'no' | 'title' | 'category' | 'reviewBy'> & {
  unitName: string
  summary: string
}

type Props = {
  articles: ListedArticle[]
  filters: { q?: string; category?: string }
  categories: string[]
  nextHref?: string | undefined
}

/** 常见问题: what people ask most, answered once and kept right. */
export function ArticlesPage({ articles, filters, categories, nextHref }: Props) {
  const isFiltered = Boolean(filters.q || filters.category)
  return (
    <>
      <PageHeader
        title="常见问题"
        lead="大家常问的事，由管这件事的单位作答、署名，定期核对，过期的会标明。"
        actions={<LinkButton href={urls.newLetter()}>没找到，我来问</LinkButton>}
      />
      <FilterBar
        action={urls.knowledge()}
        search={{ name: 'q', label: '想问什么', value: filters.q ?? '' }}
        selects={[
          {
            name: 'category',
            label: '分类',
            value: filters.category,
            options: [{ value: '', label: '全部' }, ...categories.map((name) => ({ value: name, label: name }))],
          },
        ]}
        clearHref={isFiltered ? urls.knowledge() : undefined}
      />
      {articles.length === 0 ? (
        <EmptyState
          title={isFiltered ? '没有找到现成的答案' : '还没有常见问题'}
          action={<LinkButton href={urls.newLetter(filters.q)}>写信问</LinkButton>}
        >
          {isFiltered ? '换个说法再找，或者写信来问，有人答、有期限。' : '各单位整理好的问答会出现在这里。'}
        </EmptyState>
      ) : (
        <>
          <ul class="letter-list">
            {articles.map((article) => (
              <li key={article.no}>
                <ListedArticleCard article={article} />
              </li>
            ))}
          </ul>
          <KeyPager shown={articles.length} nextHref={nextHref} />
        </>
      )}
      <Alert tone="info" title="答案不对、过时了？">
        打开那一条，点“没有帮助”，或者点页面底部“我要纠错”，负责的单位会核对。
      </Alert>
    </>
  )
}

function ListedArticleCard({ article }: { article: ListedArticle }) {
  return (
    <ListedItem
      meta={
        <>
          <Badge>{article.category}</Badge>
          <span>{article.unitName}</span>
          {article.reviewBy && (
            <span>
              下次核对 <DateText date={article.reviewBy} />
            </span>
          )}
        </>
      }
      href={urls.article(article.no)}
      title={article.title}
      excerpt={article.summary}
    />
  )
}
