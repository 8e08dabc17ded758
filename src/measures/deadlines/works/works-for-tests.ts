import { eq } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { checkWorks } from './check-works.ts'
import { type WorkRow, works } from './tables.ts'
import { stateOf, type WorkState } from './work.ts'

/** The desk of test/letter-desk.ts, as much of it as is used here. */
type Desk = {
  house: Pick<House, 'db' | 'clock'>
  post(who: string, path: string, fields?: Record<string, string | string[]>): Promise<Response>
  upload(who: string, path: string, body: FormData): Promise<Response>
}

export type WorksOfTests<D extends Desk> = ReturnType<typeof worksOfTests<D>>

export type Answer = { status: number; location: string | null; page: string }

let serial = 0

/** The desk of the seeded city, with works given and done by requests to the real app. */
export function worksOfTests<D extends Desk>(desk: D) {
  const { house } = desk

  const answerOf = async (response: Response): Promise<Answer> => ({
    status: response.status,
    location: response.headers.get('Location'),
    page: await response.text(),
  })

  const workOf = async (number: string): Promise<WorkRow> => {
    const [row] = await house.db.select().from(works).where(eq(works.number, number))
    if (!row) throw new Error(`no work ${number}`)
    return row
  }

  return {
    ...desk,
    workOf,
    stateNow: async (number: string): Promise<WorkState> =>
      stateOf(await workOf(number), house.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate()),
    giving: async (who: string, change: Record<string, string> = {}): Promise<Answer> =>
      answerOf(await desk.post(who, '/desk/works/new', workForm(change))),
    /** Given by the city's supervisor; the number. */
    give: async (change: Record<string, string> = {}): Promise<string> => {
      const response = await desk.post('ducha', '/desk/works/new', workForm(change))
      const number = /\/desk\/works\/(\d+)/.exec(response.headers.get('Location') ?? '')?.[1]
      if (!number) throw new Error(`not given: ${response.status} ${await response.text()}`)
      return number
    },
    act: async (
      who: string,
      number: string,
      noun: string,
      fields: Record<string, string> = {},
      files: File[] = [],
    ): Promise<Answer> => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ formKey: newId(), ...fields })) body.append(name, value)
      for (const file of files) body.append('files', file)
      return answerOf(await desk.upload(who, `/desk/works/${number}/${noun}`, body))
    },
    checkWorks: () => checkWorks(house.db),
  }
}

export const proofFile = (words = '验收合格，各方签字。', name = '验收表.txt'): File => new File([words], name)

const workForm = (change: Record<string, string>): Record<string, string> => {
  serial++
  return {
    source: 'livelihood',
    year: '2026',
    title: `改造老旧小区第 ${serial} 批`,
    goal: '完成 20 个小区水电气管网和道路改造，惠及 3000 户。',
    basis: '2026 年民生实事第 1 件',
    lead: '市住房城乡建设局',
    joint: '市财政局',
    users: '大渡口街道',
    startsOn: '2026-03-01',
    milestones: '2026-11-20 完成施工招标\n2026-12-31 全部完工并通过验收',
    ...change,
  }
}
