import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Key, readDeskList } from '#core/casework/index.ts'
import { staffActor } from '#core/people/index.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { letterDesk } from './letter-desk.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

describe('work lists', () => {
  test('bulk dispatch: one row is refused with its sentence, the others go', async () => {
    const numbers = [await desk.writeOne(), await desk.writeOne(), await desk.writeOne()]
    await desk.does('paidan', numbers[1] ?? '', 'closure', {
      closureOutcome: 'invalid',
      closureText: '内容为空，无法办理，请重新来信。',
    })
    const none = await desk.post('paidan', '/desk/dispatches', { list: 'list=dispatch', dispatchUnit: 'zjj' })
    expect(none.status).toBe(422)
    expect(await none.text()).toContain('还没有勾选来信')
    const unclear = await desk.post('paidan', '/desk/dispatches', {
      list: 'list=dispatch',
      matter: numbers,
      dispatchUnit: '气象台',
    })
    expect(unclear.status).toBe(422)
    const words = await unclear.text()
    expect(words).toContain('没有找到“气象台”这个单位')
    expect(words).toMatch(new RegExp(`value="${numbers[0]}"[^>]* checked`))
    const response = await desk.post('paidan', '/desk/dispatches', {
      list: 'list=dispatch',
      matter: numbers,
      dispatchUnit: 'zjj',
    })
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(page).toContain('2 封已派给市住房城乡建设局，1 封没有办成')
    expect(page).toContain('不能派单')
    expect((await desk.rowOf(numbers[0] ?? '')).state).toBe('dispatched')
    expect((await desk.rowOf(numbers[1] ?? '')).state).toBe('closed')

    const signed = await desk.post('chengban', '/desk/signatures', {
      list: 'list=sign',
      matter: [numbers[0] ?? '', numbers[2] ?? ''],
    })
    expect(signed.status).toBe(303)
    expect(signed.headers.get('Location')).toBe('/desk/letters?list=sign')
    expect((await desk.rowOf(numbers[2] ?? '')).state).toBe('inProgress')
    const foreign = await desk.post('wenlv.chengban1', '/desk/signatures', { list: 'list=sign', matter: numbers })
    expect(await foreign.text()).toContain('没有找到这封来信')
    expect(await desk.check()).toEqual([])
  })

  test('paging by key goes through every row once, forwards and back', async () => {
    for (let made = 0; made < 7; made++) await desk.writeOne({ sort: made % 2 ? 'consult' : 'help' })
    const actor = await staffActor(desk.house, 'paidan')
    for (const list of ['dispatch', 'all'] as const) {
      const whole = (await readDeskList(desk.house, actor, letterDesk, list, {}, null, 100)).rows.map(
        (row) => row.number,
      )
      expect(whole.length).toBeGreaterThanOrEqual(7)
      const walked: string[][] = []
      let key: Key | null = null
      do {
        const page = await readDeskList(desk.house, actor, letterDesk, list, {}, key, 3)
        walked.push(page.rows.map((row) => row.number))
        key = page.next
      } while (key)
      expect(walked.flat()).toEqual(whole)
      const last = await readDeskList(desk.house, actor, letterDesk, list, {}, null, 100)
      const from = last.rows.at(-1)
      const rowFrom = await desk.rowOf(from?.number ?? '')
      const at = (list === 'all' ? rowFrom.openedAt : rowFrom.dueAt)?.toString() ?? ''
      const back = await readDeskList(desk.house, actor, letterDesk, list, {}, { way: 'before', at, id: rowFrom.id }, 3)
      expect(back.rows.map((row) => row.number)).toEqual(whole.slice(-4, -1))
      expect(back.previous).not.toBeNull()
    }
  })

  test('filters narrow, an old or broken address still opens a list', async () => {
    const number = await desk.writeOne({ sort: 'suggestion', division: '510421', title: '米易加公交' })
    const row = await desk.text('paidan', '/desk/letters?list=dispatch&class=suggestion&division=510421')
    expect(row).toContain(number)
    expect(await desk.text('paidan', '/desk/letters?list=dispatch&class=praise')).toContain('没有符合条件的来信')
    for (const bad of ['list=nothing', 'class=x&light=blue&unit=1', 'way=after&at=now&id=1', 'q=%27%20or%201'])
      expect((await desk.get('paidan', `/desk/letters?${bad}`)).status).toBe(200)
  })

  test('one list costs the same number of statements for one row as for many', async () => {
    const actor = await staffActor(desk.house, 'chengban')
    const count = async (size: number) => {
      let statements = 0
      const pool = desk.house.db.$client
      const query = pool.query.bind(pool)
      pool.query = ((...given: Parameters<typeof query>) => {
        statements++
        return query(...given)
      }) as typeof pool.query
      await readDeskList(desk.house, actor, letterDesk, 'mine', {}, null, size)
      pool.query = query
      return statements
    }
    const [one, many] = [await count(1), await count(100)]
    expect(one).toBeGreaterThan(0)
    expect(many).toBe(one)
  })
})

describe('答复模板', () => {
  test('kept by a unit, offered in its drafts, unknown to others', async () => {
    const body = '您好，来信收悉。经核实，现答复如下：'
    const short = await desk.post('chengban', '/desk/templates', { title: '', body: '短' })
    expect(short.status).toBe(422)
    expect((await desk.post('chengban', '/desk/templates', { title: '开头', body })).status).toBe(303)
    const list = await desk.text('chengban', '/desk/templates')
    const id = /\/desk\/templates\/([0-9a-f-]{36})/.exec(list)?.[1] ?? ''
    expect((await desk.get('wenlv.chengban1', `/desk/templates/${id}`)).status).toBe(404)
    expect((await desk.get('lingdao', '/desk/templates/new')).status).toBe(404)
    const number = await desk.writeOne()
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    await desk.does('chengban', number, 'signature')
    const inserted = await desk.does('chengban', number, 'drafts', {
      replyText: '王女士：',
      template: id,
      intent: 'insert',
    })
    expect(inserted.status).toBe(200)
    expect(inserted.page).toContain(`王女士：\n\n${body}`)
    expect((await desk.rowOf(number)).state).toBe('inProgress')
    await desk.post('chengban', `/desk/templates/${id}`, { title: '开头', body })
    expect(await desk.text('chengban', `/desk/letters/${number}`)).not.toContain('插入模板')
  })
})
