import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { files } from '#core/documents/index.ts'
import { checkAudit } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

const nouns = ['dispatch', 'signature', 'return', 'drafts', 'approval', 'urge', 'unmasking', 'materials', 'print']

describe('who sees what at the desk', () => {
  test('nobody is asked to sign in, a citizen finds nothing', async () => {
    for (const path of ['/desk', '/desk/letters', '/desk/templates', '/desk/letters/202611230000017']) {
      const response = await desk.house.app.request(path)
      expect(response.status).toBe(303)
      expect(response.headers.get('Location')).toBe(`/sign-in?return=${encodeURIComponent(path)}`)
    }
  })

  test('the clerk of another unit finds no letter: not on page, sheet, dates, files, list, and by no act', async () => {
    const number = await desk.writeOne({ files: new File([png], '路灯.png', { type: 'image/png' }) })
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    const { id } = await desk.rowOf(number)
    const [file] = await desk.house.db.select().from(files).where(eq(files.matterId, id))
    const pages = ['', '/print', '/why', `/files/${file?.id}`].map((end) => `/desk/letters/${number}${end}`)
    for (const path of pages) {
      expect((await desk.get('chengban', path)).status).toBe(200)
      expect((await desk.get('wenlv.chengban1', path)).status).toBe(404)
    }
    for (const noun of nouns) expect((await desk.does('wenlv.chengban1', number, noun)).status).toBe(404)
    for (const list of ['sign', 'unit', 'all']) {
      expect(await desk.text('wenlv.chengban1', `/desk/letters?list=${list}&q=${number}`)).not.toContain(
        '炳草岗大街路灯不亮',
      )
    }
    expect(await desk.text('chengban', `/desk/letters?list=all&q=${number}`)).toContain('炳草岗大街路灯不亮')
  })

  test('a leader sees the tree below, not the county beside', async () => {
    const number = await desk.writeOne({ title: '米易县的路灯' })
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: '米易县住房和城乡建设局' })
    expect((await desk.get('miyi.lingdao', `/desk/letters/${number}`)).status).toBe(200)
    expect((await desk.get('lingdao', `/desk/letters/${number}`)).status).toBe(200)
    expect((await desk.get('dongqu.lingdao', `/desk/letters/${number}`)).status).toBe(404)
    expect(await desk.text('dongqu.lingdao', '/desk/letters?list=all')).not.toContain('米易县的路灯')
    const leader = await desk.text('miyi.lingdao', `/desk/letters/${number}`)
    expect(leader).not.toContain('派出')
    expect((await desk.does('miyi.lingdao', number, 'signature')).status).toBe(403)
  })

  test('a 举报 is nowhere for the reported side: page, sheet, files, lists, counts, merger, today', async () => {
    const title = '某科室违规收费'
    const before = await desk.text('fuzeren', '/desk')
    const number = await desk.writeOne({
      sort: 'report',
      title,
      unit: desk.unit('市住房城乡建设局').id,
      files: new File([png], '收据.png', { type: 'image/png' }),
    })
    const [file] = await desk.house.db
      .select()
      .from(files)
      .where(eq(files.matterId, (await desk.rowOf(number)).id))
    for (const who of ['fuzeren', 'chengban', 'wuye.chengban1', 'lingdao', 'ducha', 'paidan', 'bianji']) {
      for (const end of ['', '/print', '/why', `/files/${file?.id}`]) {
        expect((await desk.get(who, `/desk/letters/${number}${end}`)).status, `${who} ${end}`).toBe(404)
      }
      for (const list of ['dispatch', 'sign', 'unit', 'overdue', 'today', 'waiting', 'all']) {
        expect(await desk.text(who, `/desk/letters?list=${list}`)).not.toContain(title)
      }
      expect(await desk.text(who, '/desk')).not.toContain(title)
    }
    expect(await desk.text('fuzeren', '/desk')).toBe(before)
    const main = await desk.writeOne()
    const merged = await desk.does('paidan', main, 'merger', { mergeInto: number })
    expect(merged.page).toContain('没有找到这个编号的来信，请核对。')
    expect(await desk.text('jijian', '/desk')).toContain(title)
    expect((await desk.does('jijian', number, 'signature')).status).toBe(303)
    expect(await desk.text('jijian', `/desk/letters/${number}`)).toContain('市住房城乡建设局')
  })

  test('the number in full is shown once, by a post with its reason, and stands in the audit', async () => {
    const number = await desk.writeOne({ phone: '13912345678', name: '王小梅' })
    expect(await desk.text('paidan', `/desk/letters/${number}`)).toContain('139****5678')
    const shown = await desk.does('paidan', number, 'unmasking', { unmaskReason: 'call' })
    expect(shown.page.replace(/<[^>]+>/g, '')).toContain('13912345678')
    expect(shown.page).toContain('王小梅')
    expect(await desk.text('paidan', `/desk/letters/${number}`)).not.toContain('王小梅')
    expect((await desk.does('paidan', number, 'unmasking', { unmaskReason: 'curious' })).status).toBe(422)
    expect((await desk.does('paidan', number, 'print')).page).toContain('13912345678')
    expect((await desk.does('lingdao', number, 'unmasking', { unmaskReason: 'call' })).status).toBe(403)
    const acts = await entries((await desk.rowOf(number)).id)
    expect(acts).toEqual(['showContact call', 'printContact '])
    expect(await checkAudit(desk.house.db)).toMatchObject({ ok: true })
  })

  test('secrecy hides the writer from those who handle the letter', async () => {
    const number = await desk.writeOne({ secret: 'yes', name: '李密', phone: '13811112222' })
    const page = await desk.text('paidan', `/desk/letters/${number}`)
    expect(page).toContain('写信人要求保密')
    expect(page).not.toContain('2222')
    expect((await desk.does('paidan', number, 'unmasking', { unmaskReason: 'call' })).status).toBe(403)
  })
})

describe('材料', () => {
  test('a file with a secrecy mark is refused and not stored; another one is kept for staff', async () => {
    const number = await desk.writeOne()
    const upload = (name: string, more: Record<string, string> = {}) => {
      const form = new FormData()
      form.append('formKey', newId())
      form.append('materials', new File([png], name, { type: 'image/png' }))
      for (const [field, value] of Object.entries(more)) form.append(field, value)
      return desk.upload('paidan', `/desk/letters/${number}/materials`, form)
    }
    const refused = await upload('机密-会议纪要.png')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('涉密和内部文件不得上网')
    expect((await upload('现场照片.png')).status).toBe(303)
    const stored = await desk.house.db
      .select()
      .from(files)
      .where(eq(files.matterId, (await desk.rowOf(number)).id))
    expect(stored.map(({ originalName, visibility }) => [originalName, visibility])).toEqual([
      ['现场照片.png', 'staff'],
    ])
    expect(await desk.text('paidan', `/desk/letters/${number}`)).toContain('涉密不上网')
  })
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function entries(subjectId: string): Promise<string[]> {
  const { rows } = await desk.house.db.execute<{ act: string; reason: string | null }>(
    `select act, details->>'reason' as reason from audit_entries where subject_id = '${subjectId}' order by id`,
  )
  return rows.map(({ act, reason }) => `${act} ${reason ?? ''}`)
}
