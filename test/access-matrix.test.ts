import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { files } from '#core/documents/index.ts'
import { commitDraw } from '#core/draw/index.ts'
import { announceGathering } from '#core/gatherings/index.ts'
import { act, makeNumber, matters } from '#core/matters/index.ts'
import { outbox } from '#core/notices/index.ts'
import { allUnits, demoPassword, seedPeople, staffActor, staffAt } from '#core/people/index.ts'
import { webhookEndpoints } from '#core/webhooks/index.ts'
import { proposeArticle, publishProposal } from '#measures/dialogue/index.ts'
import { systemActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { table } from './access-table.ts'
import { type TestHouse, testHouse } from './house.ts'

const staff = {
  clerk: 'chengban',
  other: 'jiaotong.chengban1',
  mailbox: 'paidan',
  editor: 'bianji',
  leader: 'lingdao',
  superv: 'ducha',
  discip: 'jijian',
  system: 'xitong',
  security: 'anquan',
  audit: 'shenji',
}
const citizens = { A: '13700000001', B: '13700000002' }

type Who = 'nobody' | keyof typeof citizens | keyof typeof staff
type Row = { method: string; path: string; expected: Map<Who, string> }

const [head = '', ...lines] = table.split('\n').filter((line) => line.trim() !== '')
const everybody = head.trim().split(/\s+/) as Who[]
const rows: Row[] = lines.map((line) => {
  const [method = '', path = '', ...cells] = line.trim().split(/\s+/)
  return { method, path, expected: new Map(everybody.map((who, at) => [who, cells[at] ?? 'missing'])) }
})

let house: TestHouse
const cookies = new Map<Who, string>()
/** What stands for a name in braces, and what nobody has ever seen, for comparison. */
let things: Record<string, string> = {}
let nothing: Record<string, string> = {}

beforeAll(async () => {
  house = await testHouse()
  await seedCalendar(house)
  await seedPeople(house)
  await everybodySignsIn()
  const bureau = (await allUnits(house.db)).find(({ shortName }) => shortName === '市住房城乡建设局')?.id ?? ''
  const letter = await written({ sort: 'help', title: '路灯不亮', body: '炳草岗大街的路灯一周都不亮了。' })
  const report = await written({
    sort: 'report',
    title: '收受红包',
    body: '去年十月验收时收受施工方红包。',
    unit: bureau,
  })
  const drafted = await written({ sort: 'consult', title: '公租房', body: '请问公租房怎么申请，要哪些材料？' })
  const offered = await written({ sort: 'praise', title: '表扬养护工', body: '养护工冒雨清淤，应当表扬。' })
  forms.merger = { mergeInto: letter }
  for (const number of [letter, drafted, offered]) {
    await send('mailbox', `/desk/letters/${number}/dispatch`, { dispatchUnit: '市住房城乡建设局' })
    await send('clerk', `/desk/letters/${number}/signature`)
  }
  await send('clerk', `/desk/letters/${drafted}/drafts`, forms.drafts)
  await send('clerk', `/desk/letters/${offered}/hand-over`, forms['hand-over'])
  await send('clerk', '/desk/templates', { title: '路灯', body: '您好，路灯的事已经转养护班组。', isActive: 'yes' })
  const [webhook] = await house.db
    .insert(webhookEndpoints)
    .values({
      id: newId(),
      unitId: bureau,
      name: '城管平台',
      url: 'https://example.com/hook',
      secretCipher: Buffer.alloc(1),
      types: ['test.ping'],
      createdAt: house.clock.now(),
      createdBy: newId(),
    })
    .returning({ id: webhookEndpoints.id })
  const templates = await (await ask('clerk', 'GET', '/desk/templates')).text()
  const work = await given({ source: 'keyProject', title: '内部的任务一项' })
  const openWork = await given({ source: 'livelihood', title: '公开的实事一件' })
  const sample = await send('superv', '/desk/works/samples', {
    title: '走访',
    year: '2026',
    among: 'open',
    size: '1',
  })
  const elsewhere = (await allUnits(house.db)).find(({ shortName }) => shortName === '市水利局')?.id ?? ''
  const [account] = await staffAt(house, house.db, elsewhere, ['handler'])
  const petition = await petitioned(bureau)
  things = {
    letter,
    report,
    drafted,
    offered,
    unit: bureau,
    account: account?.personId ?? '',
    role: newId(),
    webhook: webhook?.id ?? '',
    ...(await supervised(letter)),
    template: /\/desk\/templates\/([0-9a-f-]{36})/.exec(templates)?.[1] ?? '',
    referral: await instructed(),
    disclosure: await applied(),
    work,
    openwork: openWork,
    sample: sample.headers.get('Location')?.split('/').at(-1) ?? '',
    inquiry: await asked(),
    petition,
    breach: await takenUp(),
    ...(await drawn()),
    gathering: await announced(),
    article: await answeredOnce(),
    interview: await interviewed(bureau),
    topic: await grown(bureau),
    duty: newId(),
    'file of letter': await fileOf(letter),
    'file of report': await fileOf(report),
    'file of petition': await fileOf(petition),
  }
  const unused = makeNumber(Temporal.PlainDate.from('2026-11-23'), 1, 99_999)
  nothing = {
    ...things,
    letter: unused,
    report: unused,
    drafted: unused,
    offered: unused,
    template: newId(),
    work: unused,
    referral: unused,
    disclosure: makeNumber(Temporal.PlainDate.from('2026-11-23'), 3, 99_999),
    ...{ proposal: newId(), listing: newId(), order: newId() },
    inquiry: makeNumber(Temporal.PlainDate.from('2026-11-23'), 6, 99_999),
    petition: makeNumber(Temporal.PlainDate.from('2026-11-23'), 5, 99_999),
    breach: newId(),
    interview: makeNumber(Temporal.PlainDate.from('2026-11-23'), 0, 99_999),
    topic: newId(),
  }
}, 120_000)
afterAll(() => house.close())

test('every address has a row, and every row an address', () => {
  const registered = house.app.routes.filter(({ method }) => method !== 'ALL').flatMap(spelledOut)
  const isOf = (row: Row, route: { method: string; pattern: RegExp }) =>
    row.method === route.method && route.pattern.test(filled(row.path, things))
  const firstOf = (row: Row) => registered.find((route) => isOf(row, route))
  const covered = new Set(rows.map((row) => firstOf(row)?.name))
  expect(registered.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([])
  expect(rows.filter((row) => !firstOf(row)).map(({ method, path }) => `${method} ${path}`)).toEqual([])
})

test('a new address without a row would be found', () => {
  const [route] = spelledOut({ method: 'GET', path: '/desk/letters/:number{\\d+}/secrets' })
  expect(rows.some(({ path }) => route?.pattern.test(filled(path, things)))).toBe(false)
})

test('everybody gets what the table says, and nobody a hint of what they may not see', async () => {
  const found: string[] = []
  for (const row of rows) {
    await house.db.execute(sql`truncate rate_limits`)
    if (row.path === '/sign-out') await everybodySignsIn()
    const cells: string[] = []
    for (const [who, expected] of row.expected) cells.push(await answerTo(who, row, expected))
    found.push(line(row, cells))
  }
  const expected = rows.map((row) => line(row, [...row.expected.values()]))
  expect(found.join('\n')).toBe(expected.join('\n'))
}, 600_000)

test('control: a page that is shown where it should be hidden, and a hint where there should be none, are found', async () => {
  await house.db.execute(sql`truncate rate_limits`)
  await everybodySignsIn()
  const page = { method: 'GET', path: '/desk/letters/{letter}', expected: new Map() }
  expect(await answerTo('clerk', page, '-')).toBe('ok!')
  expect(await answerTo('B', page, '-')).toBe('-')
})

const line = ({ method, path }: Row, cells: string[]): string =>
  `${method} ${path}`.padEnd(55) + cells.map((cell, at) => ` ${cell}`.padEnd((everybody[at] ?? '').length + 1)).join('')

/**
 * Who may act sends an empty form: it is refused and changes nothing. Who may not sends one that would be taken: what keeps them out is who they are.
 * What is hidden is answered like what does not exist, word for word; a `!` marks where it was not.
 */
async function answerTo(who: Who, row: Row, expected: string): Promise<string> {
  const isKept = ['-', 'no', 'in'].includes(expected)
  const response = await ask(
    who,
    row.method,
    filled(row.path, things),
    isKept ? forms[row.path.split('/').at(-1) ?? ''] : {},
  )
  const isHidden =
    /\{(letter|report|drafted|offered|template|work|proposal|listing|order|inquiry|referral|disclosure|petition|breach|interview)\}/.test(
      row.path,
    ) &&
    // Who follows nothing is led to the form, whether the letter exists or not; the desk leads only who sees the matter.
    (/^(-|in)$/.test(expected) || (row.path.startsWith('/follow/') && `${row.method} ${expected}` === 'GET go'))
  if (isHidden && (await wordsOf(response)) !== (await wordsOf(await ask(who, row.method, filled(row.path, nothing)))))
    return `${meaning(response)}!`
  return meaning(response)
}

function meaning(response: Response): string {
  const to = response.headers.get('Location') ?? ''
  if (response.status === 303) return to.startsWith('/sign-in?') ? 'in' : 'go'
  const words: Record<number, string> = { 200: 'ok', 403: 'no', 404: '-', 409: 'un', 410: 'gone', 422: 'un' }
  return words[response.status] ?? String(response.status)
}

/** Status, place and text without what differs from one request to the next. */
async function wordsOf(response: Response): Promise<string> {
  const all = `${response.status} ${response.headers.get('Location') ?? ''}\n${await response.clone().text()}`
  return all.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{15}/g, '…')
}

const words = '情况复杂，需要再核实一次，请按时答复。'
/** Forms that would be taken from whoever may send them. */
const forms: Record<string, Record<string, string>> = {
  dispatch: { dispatchUnit: '市交通运输局', dispatchClass: 'help' },
  classification: { newClass: 'consult', classReason: words },
  return: { returnGround: 'notOurDuty', returnText: words },
  'hand-over': { handOverUnit: '市交通运输局', handOverText: words },
  'hand-over-refusal': { declineText: words },
  'hand-over-withdrawal': { handOverWithdrawal: words },
  'joint-invitations': { jointUnit: '市交通运输局', jointAsk: words },
  question: { question: words },
  drafts: {
    replyText: words,
    intent: 'submit',
    ...{ answerChoice: 'support', claim: words, facts: words, opinion: words, basis: words },
  },
  'draft-return': { draftComment: words },
  extension: { extensionDays: '2', extensionGround: 'complex', extensionText: words },
  'extension-refusal': { extensionRefusal: words },
  pause: { pauseGround: 'inspection', pauseNotice: words },
  // Into itself: refused to whoever may merge at all. The number is known once the letter is written.
  merger: { mergeInto: '' },
  review: { reviewResult: 'end', reviewText: words },
  closure: { closureOutcome: 'otherTrack', closureText: words },
  reopening: { newFact: words },
  supervision: { demand: words, replyDueOn: '2026-12-01' },
  urge: { urgeText: words },
  unmasking: { unmaskReason: 'call' },
  publication: { title: '路灯不亮了', body: words, reply: words, secrecyReviewed: 'yes' },
  correction: {
    ...{ title: '路灯不亮了', body: words, reply: words, secrecyReviewed: 'yes', ground: words },
    ...{ stepOn: '2026-12-01', stepText: words },
  },
  withdrawal: { withdrawalGround: words },
  'urgent-withdrawal': { urgentGround: words, sure: 'yes' },
  confirmation: { confirmation: 'yes' },
  refusal: { refusalGround: words, stepChoice: 'otherOrgan', stepText: words },
  objection: { stepText: words },
  supplements: { supplement: words },
  templates: { title: '路灯', body: words, isActive: 'yes' },
  answer: { replyText: words },
  // Of a request for information.
  delivery: { party: '1', receivedOn: '2026-11-23' },
  opinion: { party: '1', opinion: 'agree' },
  'party-notice': { party: '1', toldText: words },
  payment: { paidOn: '2026-11-23' },
  consultation: { partyKind: 'person', partyName: '某某', consultText: words },
  'corrected-request': { stepOn: '2026-11-23', stepText: words },
  'reasons-request': { stepText: words },
  reasons: { stepText: words, reasons: words },
  delay: { stepOn: '2027-01-29', stepText: words },
  corrections: { corrections: words },
  'fee-notice': { feeMethod: 'pages', feePages: '31' },
  'fee-waiver': { feeLeft: '0', feeWaiver: words },
  appeals: { reviewKind: 'review', reviewFiledOn: '2026-11-23', reviewResult: 'pending' },
  // Of a work.
  proof: { milestone: '1', result: words },
  slip: { milestone: '1', cause: words },
  obstacle: { obstacle: words },
  visit: { milestone: '1', finding: 'true', visitedOn: '2026-11-23', usersSay: 'accepted', seen: words },
  acceptance: { usersSay: 'accepted', received: words },
  'sign-off-refusal': { milestone: '1', missing: words },
  date: { milestone: '1', newDueOn: '2026-12-31', reason: words },
  rating: { usersSay: 'accepted' },
}

const filled = (path: string, values: Record<string, string>): string => {
  const of = `file of ${/\{(report|petition)\}/.exec(path)?.[1] ?? 'letter'}`
  return path
    .replace('{file}', values[of] ?? '')
    .replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? `no-${name}`)
}

/** `:noun{a|b}` stands for as many addresses as it names. */
function spelledOut({ method, path }: { method: string; path: string }) {
  const choice = /:\w+\{([a-z-]+(?:\|[a-z-]+)+)\}/.exec(path)
  const paths = choice?.[1] ? choice[1].split('|').map((word) => path.replace(choice[0], word)) : [path]
  return paths.map((one) => ({
    method,
    name: `${method} ${one}`,
    pattern: new RegExp(
      `^${one.replace(/:\w+(?:\{((?:[^{}]|\{[^}]*\})+)\})?/g, (_, shape?: string) => `(?:${shape ?? '[^/]+'})`)}$`,
    ),
  }))
}

async function ask(who: Who, method: string, path: string, fields: Record<string, string> = {}): Promise<Response> {
  const headers = { Accept: 'text/html', Cookie: cookies.get(who) ?? '' }
  if (method === 'GET') return house.app.request(path, { headers })
  const body = new FormData()
  for (const [name, value] of Object.entries({ formKey: newId(), ...fields })) body.append(name, value)
  return house.app.request(path, { method, body, headers: { ...headers, 'Sec-Fetch-Site': 'same-origin' } })
}

async function send(who: Who, path: string, fields: Record<string, string> = {}): Promise<Response> {
  const response = await ask(who, 'POST', path, fields)
  if (response.status !== 303) throw new Error(`${who} ${path} was refused: ${response.status}`)
  return response
}

/** An interview that the editor announced for a bureau to answer, with a question that waits. */
async function interviewed(leadUnit: string): Promise<string> {
  const { headers } = await send('editor', '/desk/interviews/new', {
    ...{ title: '物业收费，听您问', subject: 'housing', about: '物业收费怎么定，请住建局来回答。', leadUnit },
    ...{ place: '演播厅', day: '2026-12-02', from: '10:00', to: '11:30', name1: '陈守正', post1: '局长' },
  })
  const number = headers.get('Location')?.split('/').at(-1) ?? ''
  await send('nobody', `/interviews/${number}/questions/new`, { body: '物业费怎么定？', publish: 'yes' })
  return number
}

/** An event that the editor announced, still open for registration. */
/** An article of the bureau that everybody may read. */
async function answeredOnce(): Promise<string> {
  const writer = await staffActor(house, staff.clerk)
  const unitId = writer.roles[0]?.unitId ?? ''
  const input = {
    title: '公租房怎么申请？',
    words: '',
    basis: '公共租赁住房管理办法',
    category: '住房',
    ground: '常有人问',
  }
  return house.db.transaction(async (tx) => {
    const keeping = { ...house, db: tx }
    const body = '带身份证、户口簿到社区填表，由区住建部门审核。'
    const no = await proposeArticle(keeping, writer, unitId, { ...input, body }, null)
    await publishProposal(keeping, await staffActor(house, 'fuzeren'), no)
    return String(no)
  })
}

async function announced(): Promise<string> {
  const actor = await staffActor(house, staff.editor)
  const now = house.clock.now()
  return house.db.transaction((tx) =>
    announceGathering({ ...house, db: tx }, actor, {
      kind: 'openDay',
      title: '走进市自来水公司',
      about: '看水怎么净化，听水质怎么检测。',
      place: '市自来水公司大门',
      startsAt: now.add({ hours: 400 }),
      endsAt: now.add({ hours: 402 }),
      registerUntil: now.add({ hours: 200 }),
      seats: 3,
      substitutes: 1,
      byDivision: true,
    }),
  )
}

/** A topic that the bureau is to answer. */
async function grown(unitId: string): Promise<string> {
  const id = newId()
  await house.db.execute(sql`insert into letter_topics (id, words, terms, weights, letters, last_week, unit_id, unit_name, found_at)
    values (${id}, '{路灯}', '{路灯}', '{1}', 5, '2026-11-16', ${unitId}, '市住房和城乡建设局', '2026-11-20T00:00:00Z')`)
  return id
}

/** A draw that 督查 began, with one candidate, and its unit's label. */
async function drawn(): Promise<{ draw: string; label: string }> {
  const actor = await staffActor(house, staff.superv)
  const draw = await house.db.transaction((tx) =>
    commitDraw({ ...house, db: tx }, actor, {
      purpose: 'revisit',
      title: '来信回访',
      rule: '一件里抽一件。',
      drawAt: house.clock.now().add({ minutes: 30 }),
      sources: ['市人大代表联络站', '攀枝花日报社'].map((name) => ({
        kind: 'observer',
        name,
        at: '2026-11-23T02:30:00Z',
        bits: 40,
      })),
      strata: [
        { name: '全部', quota: 1, substitutes: 0, candidates: [{ member: 'a'.repeat(24), subjectId: newId() }] },
      ],
    }),
  )
  return { draw, label: 'a'.repeat(24) }
}

async function everybodySignsIn(): Promise<void> {
  await house.db.execute(sql`truncate rate_limits`)
  for (const [who, username] of Object.entries(staff))
    await enters(who as Who, { as: 'staff', username, password: demoPassword })
  for (const [who, phone] of Object.entries(citizens)) {
    await ask('nobody', 'POST', '/sign-in/code', { phone })
    const [latest] = (await outbox(house, { tail: phone.slice(-4) })).messages
    await enters(who as Who, { as: 'citizen', phone, code: /\d{6}/.exec(latest?.text ?? '')?.[0] ?? '' })
  }
}

async function enters(who: Who, fields: Record<string, string>): Promise<void> {
  const response = await send('nobody', '/sign-in', fields)
  cookies.set(
    who,
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  )
}

/** A letter of A with a file. @returns its number */
async function written(fields: Record<string, string>): Promise<string> {
  const body = new FormData()
  const all = { formKey: newId(), division: '510402', name: '王女士', phone: citizens.A, ...fields }
  for (const [name, value] of Object.entries(all)) body.append(name, value)
  body.append('files', new File(['%PDF-1.4\n%%EOF\n'], '材料.pdf', { type: 'application/pdf' }))
  const headers = { Cookie: cookies.get('A') ?? '', 'Sec-Fetch-Site': 'same-origin' }
  const response = await house.app.request('/letters/new', { method: 'POST', body, headers })
  if (response.status !== 303) throw new Error(`the letter was refused: ${response.status}`)
  const [row] = await house.db
    .select()
    .from(matters)
    .where(and(eq(matters.kind, 'letter'), eq(matters.class, fields.sort ?? '')))
  return row?.number ?? ''
}

/** A work that the supervisor gives the bureau; its number. */
async function given(fields: { source: string; title: string }): Promise<string> {
  const response = await send('superv', '/desk/works/new', {
    year: '2026',
    goal: '年底前全部完成并交付使用',
    lead: '市住房城乡建设局',
    startsOn: '2026-03-01',
    milestones: '2026-12-20 全部完成',
    ...fields,
  })
  return response.headers.get('Location')?.split('/').at(-1) ?? ''
}

/** What a supervisor saw at the bureau, taken up; its id. */
async function takenUp(): Promise<string> {
  const response = await send('superv', '/desk/breaches/new', {
    kind: 'refused',
    unit: '市住房城乡建设局',
    facts: '暗访时窗口提前半小时停止接待。',
  })
  const path = response.headers.get('Location') ?? ''
  await send('superv', `${path}/acceptance`)
  return path.split('/').at(-1) ?? ''
}

/** An instruction that the supervisor gives the bureau; its number. */
async function instructed(): Promise<string> {
  const response = await send('superv', '/desk/referrals/new', {
    source: 'superior',
    level: 'usual',
    title: '桥头路灯整治',
    task: '请修复桥头全部路灯，并查明反复损坏的原因。',
    instructedOn: '2026-11-23',
    leadUnit: 'zjj',
  })
  return response.headers.get('Location')?.split('/').at(-1) ?? ''
}

/** A request for information to the bureau, of somebody without an account, that the bureau has received; its number. */
async function applied(): Promise<string> {
  const bureau = (await allUnits(house.db)).find(({ shortName }) => shortName === '市住房城乡建设局')?.id ?? ''
  await send('nobody', '/disclosure/new', {
    of: 'information',
    applicant: 'citizen',
    name: '罗大山',
    documentKind: 'passport',
    documentNumber: 'EA1234567',
    phone: '15400000002',
    unit: bureau,
    title: '路灯改造验收报告',
    body: '2025年炳草岗片区路灯改造工程的验收报告。',
    formWanted: 'electronic',
    way: 'web',
  })
  const [row] = await house.db.select().from(matters).where(eq(matters.kind, 'disclosure'))
  const number = row?.number ?? ''
  await send('clerk', `/desk/disclosures/${number}/receipt`)
  return number
}

/** An order about the letter, and what the clock would propose. */
async function supervised(number: string): Promise<{ proposal: string; listing: string; order: string }> {
  await send('superv', `/desk/letters/${number}/supervision`, forms.supervision)
  const { rows } = await house.db.execute<{ order: string; matter: string; unit: string }>(
    sql`select o.id as order, matter_id as matter, unit_id as unit from supervision_orders o join matters m on m.id = o.matter_id where m.number = ${number}`,
  )
  const { order = '', matter = '', unit = '' } = rows[0] ?? {}
  const [proposal, listing] = [newId(), newId()]
  const facts = {
    dueOn: null,
    workdaysOver: 4,
    urges: 1,
    returns: 0,
    extended: false,
    orderNumber: null,
    replyDueOn: null,
  }
  const given = JSON.stringify(facts)
  await house.db.execute(sql`
    insert into supervision_proposals (id, matter_id, stage, rung_id, order_id, role, holder_unit_id, facts, proposed_at)
    values (${proposal}, ${matter}, 'order', 'LAD-6', null, 'supervisor', ${unit}, ${given}, ${house.clock.now().toString()}),
      (${listing}, ${matter}, 'listing', 'LAD-8', ${order}, 'leader', ${unit}, ${given}, ${house.clock.now().toString()})`)
  return { proposal, listing, order }
}

/** A question at the counter of the clerk's bureau; its number. */
async function asked(): Promise<string> {
  await send('clerk', '/desk/contacts', { what: '给老人办补贴要带什么', way: 'counter', outcome: 'handle' })
  const [row] = await house.db.select().from(matters).where(eq(matters.kind, 'inquiry'))
  return row?.number ?? ''
}

/** A petition of A, routed to the bureau and accepted there by the clerk; its number. */
async function petitioned(bureau: string): Promise<string> {
  const body = new FormData()
  const all = {
    formKey: newId(),
    class: 'appeal',
    title: '屋面改造后漏水',
    claim: '请求维修屋面并赔偿损失。',
    facts: '去年小区改造换了屋面，今年雨季顶楼三户漏水。',
    name: '王女士',
    phone: citizens.A,
    address: '东区炳草岗街道',
  }
  for (const [name, value] of Object.entries(all)) body.append(name, value)
  body.append('files', new File(['%PDF-1.4\n%%EOF\n'], '材料.pdf', { type: 'application/pdf' }))
  const headers = { Cookie: cookies.get('A') ?? '', 'Sec-Fetch-Site': 'same-origin' }
  const response = await house.app.request('/petitions/new', { method: 'POST', body, headers })
  if (response.status !== 303) throw new Error(`the petition was refused: ${response.status}`)
  const [row] = await house.db.select().from(matters).where(eq(matters.kind, 'petition'))
  await act(house, systemActor('office'), row?.id ?? '', { type: 'dispatch', unitId: bureau })
  await send('clerk', `/desk/petitions/${row?.number}/signature`)
  await send('clerk', `/desk/petitions/${row?.number}/acceptance-notice`, { stepText: words })
  return row?.number ?? ''
}

async function fileOf(number: string): Promise<string> {
  const found = await house.db
    .select({ id: files.id })
    .from(files)
    .innerJoin(matters, eq(matters.id, files.matterId))
    .where(eq(matters.number, number))
  return found[0]?.id ?? ''
}
