import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { addTemplate } from '../templates/reply-templates.ts'
import { copiedAnswers } from './tables.ts'
import { takeFingerprints } from './take-fingerprints.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

const lamps =
  '经现场核实，炳草岗大街公交站旁三盏路灯因地下电缆老化短路熄灭，我局已更换电缆六十米，路灯昨晚恢复照明，今后每周夜间巡查一次，发现熄灭两日内修复。'
const pipes =
  '经查，临江路排水管网建成于一九九八年，管径偏小，我局已列入今年雨污分流改造，十月开工，十二月底完工，施工期间每日抽排积水两次，由现场值班员负责。'

async function drafted(reply: string): Promise<string> {
  const number = await desk.writeOne()
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  await desk.does('chengban', number, 'signature')
  expect((await desk.does('chengban', number, 'drafts', { replyText: reply, intent: 'submit' })).status).toBe(303)
  return number
}
const marks = async (number: string) => (await desk.rowOf(number)).marks

describe('雷同的答复', () => {
  test('is marked when it is put to the head, who sees both beside each other and has to say that it fits', async () => {
    const first = await drafted(lamps)
    expect(await marks(first)).not.toContain('copiedAnswer')
    expect((await desk.does('fuzeren', first, 'approval')).status).toBe(303)
    await takeFingerprints(desk.house)

    const copy = await drafted(`您好！${lamps}感谢您的来信。`)
    expect(await marks(copy)).toContain('copiedAnswer')
    const page = await desk.text('fuzeren', `/desk/letters/${copy}`)
    expect(page).toContain('side-by-side')
    expect(page).toMatch(/除去模板里的话，\d+% 的内容与“/)
    expect(page).toContain(`/desk/letters/${first}"`)

    const refused = await desk.does('fuzeren', copy, 'approval')
    expect(refused.status).toBe(422)
    expect(refused.page).toContain('请对照来信看一遍')
    expect(await desk.text('ducha', '/desk/letters?list=copied')).toContain(copy)
    expect((await desk.does('fuzeren', copy, 'approval', { copiedSeen: 'yes' })).status).toBe(303)
    expect((await desk.rowOf(copy)).state).toBe('answered')
    const figures = await desk.text('ducha', '/desk/copied-answers')
    expect(figures).toContain('住房和城乡建设局')
    expect(figures).toContain('50.0%')
    expect((await desk.get('fuzeren', '/desk/copied-answers')).status).toBe(403)
    expect(await desk.text('miyi.lingdao', '/desk/copied-answers')).toContain('一年来没有雷同的答复')
    expect(await marks(copy)).toContain('copiedAnswer')
    const [kept] = await desk.house.db
      .select()
      .from(copiedAnswers)
      .where(eq(copiedAnswers.matterId, (await desk.rowOf(copy)).id))
    expect(kept?.share).toBeGreaterThan(80)
    expect(kept?.fromMatterId).toBe((await desk.rowOf(first)).id)
    expect(await desk.check()).toEqual([])
  })

  test('sent back and written anew, the mark goes', async () => {
    const number = await drafted(lamps)
    expect(await marks(number)).toContain('copiedAnswer')
    await desk.does('fuzeren', number, 'draft-return', { draftComment: '请按这封信说的地方答。' })
    await desk.does('chengban', number, 'drafts', { replyText: pipes, intent: 'submit' })
    expect(await marks(number)).not.toContain('copiedAnswer')
    expect((await desk.does('fuzeren', number, 'approval')).status).toBe(303)
    expect(await desk.check()).toEqual([])
  })

  test('what stands in a template of the unit may stand in every answer', async () => {
    await addTemplate(desk.house, await desk.actorOf('chengban'), {
      unitId: desk.unit('市住房城乡建设局').id,
      title: '路灯',
      body: lamps,
      isActive: true,
    })
    expect(await marks(await drafted(lamps))).not.toContain('copiedAnswer')
  })

  test('an answer of another unit is nobody’s copy', async () => {
    const number = await desk.writeOne()
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'jtj' })
    await desk.does('jiaotong.chengban1', number, 'signature')
    await desk.does('jiaotong.chengban1', number, 'drafts', { replyText: pipes, intent: 'submit' })
    expect(await marks(number)).not.toContain('copiedAnswer')
  })
})
