import { searchDocuments } from '#core/documents/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { Card, FilterBar } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { articlesFor } from '../../knowledge/read-articles.ts'

/** A published answer to what somebody is about to ask: an article of the knowledge base, or a letter answered before. */
export type SimilarAnswer = {
  title: string
  href: string
  unitName: string
  isArticle: boolean
  answeredOn: Temporal.PlainDate | null
}

/** Published answers only: the search of everybody sees nothing else. */
export async function similarTo({ db }: Pick<House, 'db'>, text: string): Promise<SimilarAnswer[]> {
  const q = text.slice(0, 200)
  const [articles, { items }, units] = await Promise.all([
    articlesFor(db, q, 2),
    searchDocuments(db, { q, size: 4, subjectType: 'letter' }),
    unitDirectory(db),
  ])
  const unitName = (id: string | null) => (id && units.get(id)?.shortName) || '承办单位'
  return [
    ...articles.map(({ no, title, unitId }) => ({
      ...{ title, href: urls.article(no), unitName: unitName(unitId), isArticle: true, answeredOn: null },
    })),
    ...items.map(({ title, path, unitId, answeredOn }) => ({
      ...{ title, href: path, unitName: unitName(unitId), isArticle: false, answeredOn },
    })),
  ]
}

/** 也许已有答案: beside the form, never as a gate. With script it looks while one types; without, one asks. */
export function AnswerHints({ similar, title }: { similar: SimilarAnswer[] | null; title: string }) {
  return (
    <Card title="也许已有答案" icon="search" tone="sun">
      <answer-hints data-of="title body" aria-live="polite">
        <FoundAnswers similar={similar} />
      </answer-hints>
      <FilterBar
        action={urls.newLetter()}
        search={{ name: 'title', label: '找什么事', value: title }}
        submitLabel="找答案"
      />
    </Card>
  )
}

export function FoundAnswers({ similar }: { similar: SimilarAnswer[] | null }) {
  if (similar === null) return <p>别人问过同样的事吗？先找找看，也许不用等。</p>
  if (similar.length === 0) return <p>没有找到相近的答复，请接着写，我们来答。</p>
  return (
    <ul>
      {similar.map((answer) => (
        <li key={answer.href}>
          <a href={answer.href}>{answer.title}</a>
          <small>
            {answer.isArticle ? '常见问题 · ' : ''}
            {answer.unitName}
            {answer.answeredOn && ` · ${answer.answeredOn.toString()} 答复`}
          </small>
        </li>
      ))}
    </ul>
  )
}
