import { Badge, DateText } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classWord } from '../letter.ts'
import type { ListedLetter } from './publications.ts'

/** One letter in a list. */
export function ListedLetterCard({ letter }: { letter: ListedLetter }) {
  return (
    <article class="letter-item">
      <p class="letter-item-meta">
        <Badge tone={letter.class === 'praise' ? 'good' : letter.class === 'complaint' ? 'warn' : 'neutral'}>
          {classWord(letter.class)}
        </Badge>
        {letter.divisionName && <span>{letter.divisionName}</span>}
        <span>{letter.unitName}</span>
        <span>
          答复于 <DateText date={letter.answeredOn} />
        </span>
      </p>
      <h2 class="letter-item-title">
        <a href={urls.letter(letter.number)}>{letter.title}</a>
      </h2>
      <p class="letter-item-excerpt">{letter.excerpt}</p>
    </article>
  )
}
