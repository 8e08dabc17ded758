import { z } from '@hono/zod-openapi'
import { and, eq, inArray } from 'drizzle-orm'
import { apiParts } from '#core/casework/index.ts'
import { searchDocuments } from '#core/documents/index.ts'
import { type Api, addOperation, readQuery } from '#core/interface/index.ts'
import type { House } from '#platform/house.ts'
import { readPageKey, writePageKey } from '#platform/http/address-fields.ts'
import { Problem } from '#platform/http/api-problem.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { classWord } from '../letter.ts'
import type { ListedLetter } from '../publishing/publications.ts'
import { publishedLetter, publishedLetters, versionsOf } from '../publishing/publications.ts'
import { letterPublications } from '../tables.ts'
import { listShape, publishedShape } from './shapes.ts'

/** The filters of the public list. A program that asks wrongly is told so, where a person's old bookmark opens the list. */
const listQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(200, 'q 最多 200 个字。')
    .optional()
    .openapi({ description: '搜索词，拼音和首字母也行；不填是全部，从新到旧' }),
  class: z
    .enum(
      ['consult', 'help', 'complaint', 'suggestion', 'praise'],
      'class 应是 consult、help、complaint、suggestion 或 praise。',
    )
    .optional()
    .openapi({ description: '类别' }),
  unit: z.uuid('unit 应是单位 id。').optional().openapi({ description: '答复单位的 id' }),
  division: z
    .string()
    .regex(/^\d{6,12}$/, 'division 应是 6 到 12 位行政区划代码。')
    .optional()
    .openapi({ description: '行政区划代码（GB/T 2260）', example: '510402' }),
  year: z.coerce
    .number('year 应是年份。')
    .int('year 应是年份。')
    .min(2000, 'year 应是年份。')
    .max(2100, 'year 应是年份。')
    .optional()
    .openapi({ type: 'integer', description: '公开的年份' }),
  after: z.string().max(100, 'after 不对。').optional().openapi({ description: '上一页 next 里带的游标' }),
})

type Page = { letters: ListedLetter[]; after: string | null }

export function addReadingOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiLetters(),
      group: '公开的来信',
      summary: '列出、搜索公开的来信',
      description: '只有经写信人同意、遮盖后公开的来信。一页最多 50 封，翻页用 next。',
      query: listQuery,
      answer: { description: '一页来信', schema: listShape },
    },
    async (c) => {
      const asked = readQuery(c, listQuery)
      const house = c.get('house')
      const { letters, after } = asked.q ? await searched(house, { ...asked, q: asked.q }) : await listed(house, asked)
      return c.json({
        letters: letters.map(shownLetter),
        next: after && `${urls.apiLetters()}?${new URLSearchParams({ ...c.req.query(), after })}`,
      })
    },
  )
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiLetter('{number}'),
      group: '公开的来信',
      summary: '一封公开的来信',
      params: apiParts.numberParam,
      answer: { description: '来信、答复和更正记录；已撤下的答 410 和原因', schema: publishedShape },
    },
    async (c) => {
      const { db } = c.get('house')
      const letter = await publishedLetter(db, c.req.param('number') ?? '')
      if (!letter) throw notFound('来信')
      if (letter.status === 'withdrawn')
        throw new Refusal('withdrawn', `这封信已撤下：${letter.withdrawalGround}`, { status: 410 })
      const versions = await versionsOf(db, letter.id)
      const { excerpt: _, ...listed } = shownLetter({ ...letter, excerpt: '' })
      return c.json({
        ...listed,
        body: letter.body,
        reply: letter.reply,
        isRewritten: letter.isRewritten,
        corrections: versions.filter(({ act }) => act === 'correct').map(({ at, ground }) => ({ at, ground })),
      })
    },
  )
}

type Asked = Omit<z.output<typeof listQuery>, 'q'>

async function listed({ db }: House, { after, ...filters }: Asked): Promise<Page> {
  const key = readPageKey(after)
  if (after !== undefined && !key) throw badCursor()
  const { letters, hasMore } = await publishedLetters(db, filters, key ? { after: key } : {})
  const last = letters.at(-1)
  return { letters, after: hasMore && last ? writePageKey(last.publishedAt, last.id) : null }
}

/** Found by the search of everybody, told from the published rows. */
async function searched({ db }: House, { q, after, unit, division, ...rest }: Asked & { q: string }): Promise<Page> {
  if (after !== undefined && !z.uuid().safeParse(after).success) throw badCursor()
  const filters = { ...rest, unitId: unit, divisionCode: division }
  const { items, nextKey } = await searchDocuments(db, { q, after, subjectType: 'letter', size: 50, ...filters })
  const ids = items.map(({ subjectId }) => subjectId)
  const rows = await db
    .select()
    .from(letterPublications)
    .where(and(inArray(letterPublications.id, ids), eq(letterPublications.status, 'published')))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const letters = items.flatMap(({ subjectId, snippet }) => {
    const row = byId.get(subjectId)
    return row ? [{ ...row, excerpt: snippet.text }] : []
  })
  return { letters, after: nextKey ?? null }
}

const badCursor = (): Problem =>
  new Problem('invalid-query', 'after 不对：请用上一页 next 里的网址。', {
    errors: [{ parameter: 'after', detail: '请用上一页 next 里的网址。' }],
  })

const shownLetter = (letter: ListedLetter) => ({
  number: letter.number,
  title: letter.title,
  class: letter.class,
  className: classWord(letter.class),
  place: letter.divisionName,
  unit: letter.unitName,
  askedWeek: letter.askedWeek,
  answeredOn: letter.answeredOn,
  publishedAt: letter.publishedAt,
  solved: letter.solved,
  excerpt: letter.excerpt,
  page: urls.letter(letter.number),
})
