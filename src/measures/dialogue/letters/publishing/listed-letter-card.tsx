import type { VNode } from 'preact'
import { jsxEscape, jsxTemplate } from 'preact/jsx-runtime'
import { formatDate } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classWord } from '../letter.ts'
import type { ListedLetter } from './publications.ts'

const card = [
  '<article class="letter-item"><p class="letter-item-meta"><span class="tag tone-',
  '">',
  '</span>',
  '<span>',
  '</span><span>答复于 <time class="date" datetime="',
  '">',
  '</time></span></p><h2 class="letter-item-title"><a href="',
  '">',
  '</a></h2><p class="letter-item-excerpt">',
  '</p></article>',
]
const place = ['<span>', '</span>']

/**
 * One letter in a list: `Badge` and `DateText` written out. A page shows fifty, and as components they were a third of its time; Preact escapes what
 * stands between the pieces all the same.
 */
export function ListedLetterCard({ letter }: { letter: ListedLetter }): VNode {
  const tone = letter.class === 'praise' ? 'good' : letter.class === 'complaint' ? 'warn' : 'neutral'
  const answeredOn = formatDate(letter.answeredOn)
  return jsxTemplate(
    card,
    tone,
    jsxEscape(classWord(letter.class)),
    letter.divisionName ? jsxTemplate(place, jsxEscape(letter.divisionName)) : '',
    jsxEscape(letter.unitName),
    answeredOn,
    answeredOn,
    urls.letter(letter.number),
    jsxEscape(letter.title),
    jsxEscape(letter.excerpt),
  )
}
