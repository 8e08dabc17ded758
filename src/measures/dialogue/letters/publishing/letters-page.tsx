import { Alert, EmptyState, FilterBar, KeyPager, LinkButton, type NavItem, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classNames, letterClasses } from '../letter.ts'
import { ListedLetterCard } from './listed-letter-card.tsx'
import type { ListedLetter } from './publications.ts'

export type LettersPageProps = {
  letters: ListedLetter[]
  filters: { class?: string; topic?: string; unit?: string; division?: string; year?: number }
  facets: {
    topics: { value: string; label: string }[]
    units: { value: string; label: string }[]
    divisions: { value: string; label: string }[]
    years: number[]
  }
  previousHref?: string
  nextHref?: string
}

export const lettersBreadcrumbs: NavItem[] = [
  { href: urls.home(), label: '首页' },
  { href: urls.letters(), label: '来信公开' },
]

/** 来信公开: answered letters whose writers agreed, in their masked form. */
export function LettersPage({ letters, filters, facets, previousHref, nextHref }: LettersPageProps) {
  const isFiltered = Object.values(filters).some((value) => value !== undefined)
  const all = { value: '', label: '全部' }
  return (
    <>
      <PageHeader
        title="来信公开"
        lead="市民写给市长的信和各单位的答复。只公开写信人同意公开的，姓名、电话和住址已隐去。"
        actions={
          <>
            <LinkButton href={urls.newLetter()}>我要写信</LinkButton>
            <LinkButton href={urls.letterTopics()} variant="secondary">
              热点话题
            </LinkButton>
            <LinkButton href={urls.letterStatistics()} variant="secondary">
              看统计
            </LinkButton>
          </>
        }
      />
      <FilterBar
        action={urls.letters()}
        selects={[
          {
            name: 'class',
            label: '类别',
            value: filters.class,
            options: [
              all,
              ...letterClasses.filter((id) => id !== 'report').map((id) => ({ value: id, label: classNames[id] })),
            ],
          },
          { name: 'topic', label: '内容', value: filters.topic, options: [all, ...facets.topics] },
          { name: 'unit', label: '答复单位', value: filters.unit, options: [all, ...facets.units] },
          { name: 'division', label: '地点', value: filters.division, options: [all, ...facets.divisions] },
          {
            name: 'year',
            label: '年份',
            value: filters.year ? String(filters.year) : undefined,
            options: [all, ...facets.years.map((year) => ({ value: String(year), label: `${year} 年` }))],
          },
        ]}
        clearHref={isFiltered ? urls.letters() : undefined}
      />
      {letters.length === 0 ? (
        <EmptyState
          title={isFiltered ? '没有符合条件的来信' : '还没有公开的来信'}
          action={
            isFiltered ? (
              <LinkButton href={urls.letters()} variant="secondary">
                看全部来信
              </LinkButton>
            ) : (
              <LinkButton href={urls.newLetter()}>写第一封信</LinkButton>
            )
          }
        >
          {isFiltered ? '换一个条件，或者在上面的搜索框里用关键词找。' : '答复后、写信人同意公开的来信会出现在这里。'}
        </EmptyState>
      ) : (
        <>
          <ul class="letter-list">
            {letters.map((letter) => (
              <li key={letter.id}>
                <ListedLetterCard letter={letter} />
              </li>
            ))}
          </ul>
          <KeyPager shown={letters.length} previousHref={previousHref} nextHref={nextHref} />
          <p>
            <a href={urls.lettersFile(filters)} download>
              下载这个列表（Excel，最多最近 1000 封）
            </a>
          </p>
        </>
      )}
      <Alert tone="info" title="信里的隐私是怎么保护的？">
        地点只写到街道或乡镇，时间只写到周；举报一律不公开。觉得哪里还能认出人来，请点页面底部“我要纠错”告诉我们。
      </Alert>
    </>
  )
}
