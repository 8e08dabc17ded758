import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { ListedLetterCard } from './listed-letter-card.tsx'
import type { ListedLetter } from './publications.ts'

const letter: ListedLetter = {
  id: '01890000-0000-7000-8000-000000000001',
  number: '202611231000017',
  title: '</a><script>alert(1)</script>"&\'',
  class: 'complaint',
  divisionName: '<b>东区</b>',
  unitName: '市“城管”局 & <i>',
  askedWeek: Temporal.PlainDate.from('2026-11-16'),
  answeredOn: Temporal.PlainDate.from('2026-11-20'),
  publishedAt: Temporal.Instant.from('2026-11-21T02:00:00Z'),
  solved: null,
  excerpt: '<img src=x onerror=alert(1)>',
}

test('nothing in a letter becomes markup', () => {
  expect(renderToString(<ListedLetterCard letter={letter} />)).toBe(
    '<article class="letter-item"><p class="letter-item-meta"><span class="tag tone-warn">投诉</span><span>&lt;b>东区&lt;/b></span>' +
      '<span>市“城管”局 &amp; &lt;i></span><span>答复于 <time class="date" datetime="2026-11-20">2026-11-20</time></span></p>' +
      '<h2 class="letter-item-title"><a href="/letters/202611231000017">&lt;/a>&lt;script>alert(1)&lt;/script>&quot;&amp;\'</a></h2>' +
      '<p class="letter-item-excerpt">&lt;img src=x onerror=alert(1)></p></article>',
  )
})

test('without a place there is no empty piece', () => {
  expect(renderToString(<ListedLetterCard letter={{ ...letter, divisionName: '' }} />)).toContain('</span><span>市')
})
