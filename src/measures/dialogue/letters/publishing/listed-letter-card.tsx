import { Badge, DateText, ListedItem } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classWord } from '../letter.ts'
import type { ListedLetter } from './publications.ts'

/** One letter in a list. */
export function ListedLetterCard({ letter }: { letter: ListedLetter }) {
  return (
    <ListedItem
      meta={
        <>
          <Badge tone={letter.class === 'praise' ? 'good' : letter.class === 'complaint' ? 'warn' : 'neutral'}>
            {classWord(letter.class)}
          </Badge>
          {letter.divisionName && <span>{letter.divisionName}</span>}
          <span>{letter.unitName}</span>
          <span>
            答复于 <DateText date={letter.answeredOn} />
          </span>
        </>
      }
      href={urls.letter(letter.number)}
      title={letter.title}
      excerpt={letter.excerpt}
    />
  )
}
