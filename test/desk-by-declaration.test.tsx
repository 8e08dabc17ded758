import { and } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp } from '#app.tsx'
import { workdays } from '#core/calendar/index.ts'
import {
  ChoiceField,
  choice,
  chooseUnit,
  type DeskAct,
  defineDesk,
  deskRoutes,
  heldByUs,
  isUnderWay,
  maybeWords,
  readForm,
  stepAct,
  UnitField,
  unitWord,
  WordsField,
  words,
} from '#core/casework/index.ts'
import {
  defineKind,
  type Kind,
  keepText,
  needHolder,
  needState,
  openMatter,
  refuse,
  stepTaken,
  usualSight,
} from '#core/matters/index.ts'
import { modules } from '#modules.ts'
import { newId } from '#platform/id.ts'
import { deskUrls } from '#urls.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'

const kind = (name: string, digit: number, approval: boolean): Kind => ({
  name,
  title: '来函',
  sequence: 'matter_number_letter',
  digit,
  classes: { plain: '一般来函', urgent: '急件' },
  returnGrounds: { notOurs: '不属于本单位职责' },
  extensionGrounds: { complex: '情况复杂' },
  rejectionReasons: {},
  mayOpen: () => null,
  limits: () => ({ accept: 'LET-accept', answer: 'HOT-1-request' }),
  times: { silentSigning: null, returning: workdays(1), handOver: workdays(1), silence: null, hungLook: null },
  steps: { approval, confirmation: false },
  ownSteps: {
    notify: {
      title: '告知收函',
      part: 'remark',
      choices: { phone: '电话告知', paper: '书面告知' },
      decide: (state, command, deciding) => {
        needState(state, ['inProgress'], '告知收函')
        needHolder(state, deciding, '告知收函')
        if (!deciding.units.has(command.unitId ?? '')) refuse('no-unit', '请选择告知的单位。', 'unitId')
        return [stepTaken(command, deciding)]
      },
    },
  },
  sight: usualSight,
  notices: () => [],
  publicParts: () => [],
})
defineKind(kind('errand', 7, true))
defineKind(kind('note', 8, false))

const visitForm = z.object({
  visited: words('走访情况'),
  how: choice(['onSite', 'phone'], '请选择怎么走访的。'),
  visitedUnit: unitWord('走访的单位'),
  remark: maybeWords('备注'),
})

/** What no other desk has: done without the engine, while somebody works on it. */
const visitAct: DeskAct = {
  noun: 'visit',
  command: null,
  offered: (state) => state.state === 'inProgress',
  title: '登记走访',
  button: '登记走访',
  place: 'main',
  form: visitForm,
  Fields: (form) => (
    <>
      <WordsField form={form} name="visited" label="走访情况" />
      <ChoiceField form={form} name="how" label="方式" options={[{ value: 'onSite', label: '现场' }]} />
      <UnitField form={form} name="visitedUnit" label="走访的单位" />
    </>
  ),
  async perform({ house, actor, matterId, choices }, typed) {
    const { visited, visitedUnit, remark } = readForm(visitForm, typed)
    const unit = chooseUnit('visitedUnit', visitedUnit, choices.units)
    await keepText(house, actor, matterId, 'remark', `${unit.shortName}：${visited}${remark ?? ''}`)
  },
}

const errandDesk = defineDesk({
  name: 'errands',
  kinds: ['errand', 'note'],
  words: { matter: '来函', asker: '来函单位' },
  urls: deskUrls('/desk/errands'),
  opening: { href: '/desk/errands/new', label: '登记来函', roles: ['dispatcher'] },
  acts: {
    without: ['merger'],
    own: [
      visitAct,
      stepAct('errand', 'notify', {
        noun: 'notification',
        asks: { choice: '告知方式', unit: '告知的单位', on: '告知日期', text: { label: '告知情况', optional: true } },
      }),
    ],
  },
  lists: {
    own: [
      {
        id: 'open',
        label: '在办',
        next: '没有在办的来函。',
        order: 'due',
        where: (asking) => and(isUnderWay, heldByUs(asking)),
        todayFor: ['handler'],
      },
    ],
  },
  columns: {
    columns: [{ key: 'from', label: '来函编号', width: 20 }],
    load: async (_, rows) => new Map(rows.map((row) => [row.id, { from: `函${row.number.slice(-4)}` }])),
  },
  pieces: async () => ({ details: [{ label: '密级', value: '普通' }], main: <p>附函一份</p> }),
})

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
  const toys = { name: 'errands', title: '来函', routes: deskRoutes(errandDesk) }
  Object.assign(desk.house, { app: createApp(desk.house, [...modules, toys]) })
})
afterAll(() => desk?.close())

const opened = async (name: string, title: string): Promise<string> => {
  const { number } = await openMatter(desk.house, await desk.actorOf('paidan'), {
    kind: name,
    class: 'plain',
    channel: 'paper',
    divisionCode: '510400',
    filingUnitId: desk.unit('市长信箱办公室').id,
    texts: { title, body: '请协助核实有关情况。' },
  })
  return number
}
const at = (number: string, noun = '') => `/desk/errands/${number}${noun && `/${noun}`}`
const does = async (who: string, number: string, noun: string, fields: Record<string, string> = {}) => {
  const response = await desk.post(who, at(number, noun), { formKey: newId(), ...fields })
  return { status: response.status, location: response.headers.get('Location'), page: await response.text() }
}

describe('a desk by a declaration', () => {
  test('list → page → dispatch → sign → draft → answer, in the words of its kind', async () => {
    const number = await opened('errand', '关于核实路灯产权的函')
    const list = await desk.text('paidan', '/desk/errands?list=dispatch')
    for (const said of [number, '来函办理', '登记来函', `函${number.slice(-4)}`, '派出勾选的来函'])
      expect(list).toContain(said)
    expect(list).not.toContain('来信办理')
    expect(await desk.text('paidan', '/desk/letters?list=all')).not.toContain(number)
    expect(await desk.text('paidan', at(number))).toContain('来函单位')
    expect(await desk.text('paidan', at(number))).not.toContain('并入另一')

    const dispatched = await does('paidan', number, 'dispatch', { dispatchUnit: 'zjj', dispatchClass: 'urgent' })
    expect(dispatched).toMatchObject({ status: 303, location: '/desk/errands?list=dispatch' })
    expect((await does('chengban', number, 'signature')).status).toBe(303)
    const page = await desk.text('chengban', at(number))
    for (const said of ['收到来函', '急件', '登记走访', '密级', '附函一份', '来函单位看到的就是这段话'])
      expect(page).toContain(said)
    expect((await does('chengban', number, 'visit', { visited: '' })).page).toContain('请选择怎么走访的。')
    expect(
      (await does('chengban', number, 'visit', { visited: '已到现场看过。', how: 'onSite', visitedUnit: 'zjj' }))
        .status,
    ).toBe(303)
    const notice = { stepChoice: 'phone', stepUnit: '', stepOn: '2026-11-24', stepText: '已电话告知。' }
    const unclear = await does('chengban', number, 'notification', notice)
    expect(unclear.status).toBe(422)
    expect(unclear.page).toContain('请填写单位')
    await does('chengban', number, 'notification', { ...notice, stepUnit: '公安局' })
    const stepped = await desk.text('chengban', at(number))
    for (const said of ['告知收函', '电话告知，市公安局，2026年11月24日', '已电话告知。'])
      expect(stepped).toContain(said)
    await does('chengban', number, 'drafts', { replyText: '经核实，路灯产权属市政。特此函复。', intent: 'submit' })
    expect((await does('fuzeren', number, 'approval')).status).toBe(303)
    expect(await desk.rowOf(number)).toMatchObject({ state: 'closed', outcome: 'answered' })
    expect(await desk.text('fuzeren', at(number))).toContain('审核通过，答复来函单位')
    for (const end of ['why', 'print']) expect((await desk.get('fuzeren', at(number, end))).status).toBe(200)
    expect(await desk.check()).toEqual([])
  })

  test('where the kind asks no approval, whoever holds it answers at once', async () => {
    const number = await opened('note', '请告知联系电话')
    await does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    await does('chengban', number, 'signature')
    const page = await desk.text('chengban', at(number))
    expect(page).toContain('答复来函单位')
    expect(page).not.toContain('提交审核')
    expect((await does('chengban', number, 'answer', { replyText: '短' })).status).toBe(422)
    expect((await does('chengban', number, 'answer', { replyText: '联系电话是0812-1234567。' })).status).toBe(303)
    expect(await desk.rowOf(number)).toMatchObject({ state: 'closed' })
  })

  test('one list and one page 今天 over all desks; a part stands on the desk of its main matter', async () => {
    const [letter, errand] = [await desk.writeOne({ title: '小区路灯不亮' }), await opened('errand', '关于路灯的函')]
    const all = await desk.text('paidan', '/desk/matters?list=dispatch')
    for (const href of [`/desk/letters/${letter}`, `/desk/errands/${errand}`]) expect(all).toContain(href)
    const errands = await desk.text('paidan', '/desk/matters?list=dispatch&desk=errands')
    expect(errands).toContain(errand)
    expect(errands).not.toContain(letter)
    expect((await desk.get('paidan', `/desk/matters/${errand}`)).headers.get('Location')).toBe(at(errand))
    const both = { list: 'list=dispatch', matter: [letter, errand], dispatchUnit: 'zjj' }
    expect((await desk.post('paidan', '/desk/matters/dispatches', both)).status).toBe(303)
    const today = await desk.text('chengban', '/desk')
    for (const title of ['小区路灯不亮', '关于路灯的函']) expect(today).toContain(title)
    expect(await desk.text('chengban', '/desk')).not.toContain('来函：在办')

    await does('chengban', errand, 'signature')
    expect(await desk.text('chengban', '/desk')).toContain('来函：在办（1）')
    await does('chengban', errand, 'joint-invitations', { jointUnit: '公安局', jointAsk: '请说明监控杆的产权。' })
    const part = /\/desk\/errands\/(\d+)">市公安局/.exec(await desk.text('chengban', at(errand)))?.[1] ?? ''
    expect(await desk.text('gongan.chengban1', '/desk/errands?list=sign')).toContain(part)
    expect(await desk.text('gongan.chengban1', '/desk/letters?list=sign')).not.toContain(part)
    expect((await desk.get('gongan.chengban1', `/desk/letters/${part}`)).status).toBe(404)
    expect((await does('gongan.chengban1', part, 'signature')).status).toBe(303)
  })
})
