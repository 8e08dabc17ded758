import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allTemplates } from '#core/notices/index.ts'
import { personNames } from '#core/people/index.ts'
import { columnRegister } from '#platform/register.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'

/**
 * 为基层减负 as house rules: no points, no ranking of persons, no counting of log-ins; nothing to photograph, track or check in for; told in digests at 08:45
 * and 14:15, urged once a matter a day; nothing typed twice. Each rule is shown a planted violation, so that it is known to see one.
 */
const root = join(import.meta.dirname, '..')

type Source = { file: string; text: string }

const sources: Source[] = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !/\.test\.tsx?$|^src\/(ui|seeds)\//.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

describe('no points, no ranking of persons', () => {
  const scoring = /(^|_)(points?|scores?|rank(s|ing)?|stars?|medals?|credits|league|leaderboard|streak)(_|$)/

  /** Columns that look like it and are not, with the reason. */
  const excused: Record<string, string> = {
    'rate_limits.points': 'the counter of the library that slows guessing; its key is a hash, gone within a day',
  }
  const scored = (columns: { table: string; name: string }[]) =>
    columns
      .map(({ table, name }) => `${table}.${name}`)
      .filter((at) => scoring.test(at.split('.')[1] ?? '') && !excused[at])

  test('no column holds one', () => {
    const columns = columnRegister().flatMap(({ table, columns }) => columns.map(({ name }) => ({ table, name })))
    expect(columns.length).toBeGreaterThan(300)
    expect(scored(columns)).toEqual([])
    expect(Object.keys(excused).filter((at) => !columns.some(({ table, name }) => `${table}.${name}` === at))).toEqual(
      [],
    )
  })

  test('a planted one is found', () => {
    const planted = ['monthly_points', 'rank', 'score', 'persons_score_2026', 'star_count'].map((name) => ({
      table: 'persons',
      name,
    }))
    expect(scored(planted)).toHaveLength(planted.length)
    expect(
      scored([
        { table: 'works', name: 'starts_on' },
        { table: 'units', name: 'ranked_by_law' },
      ]),
    ).toEqual([])
  })

  /** Counting for each person needs a grouping by a person. */
  const perPerson = ({ text }: Source): string[] => [
    ...(text.match(
      /group by[^;`]{0,200}?\b(\w*person_id|by|actor_id|user_id|published_by|given_by)\b(?=\s*(,|`|\n|order|having|\)))/gi,
    ) ?? []),
    ...(text.match(/(?<!Map)\.groupBy\([^)]*(ersonId|userId|actorId|\.by\b)[^)]*\)/g) ?? []),
  ]

  /** Counted for each person, and shown to nobody else, with the reason. */
  const forThemselves: Record<string, string> = {
    'src/measures/first-asked/watches/digest.ts': 'tells each watcher, and only them, how many of their own have news',
  }

  test('nothing is counted for each person', () => {
    expect(sources.length).toBeGreaterThan(300)
    const others = sources.filter(({ file }) => !forThemselves[file])
    expect(others.flatMap((source) => perPerson(source).map((hit) => `${source.file}: ${hit}`))).toEqual([])
    expect(sources.filter(({ file }) => forThemselves[file]).flatMap(perPerson)).toHaveLength(1)
  })

  test('planted countings of persons are found, others are not', () => {
    const hits = (text: string) => perPerson({ file: '', text }).length
    expect(hits('sql`select holder_person_id, count(*) from matters group by holder_person_id`')).toBe(1)
    expect(hits('sql`select count(*) from notices group by 1, to_person_id order by 1 desc`')).toBe(1)
    expect(hits('db.select().from(matters).groupBy(matters.holderPersonId)')).toBe(1)
    expect(hits('sql`select holder_unit_id, count(*) from matters group by holder_unit_id`')).toBe(0)
    expect(hits('db.select().from(matters).groupBy(matters.holderUnitId)')).toBe(0)
  })

  const cellsOf = (row: string): { text: string; isNumber: boolean }[] =>
    [...row.matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/g)].map(([, attributes = '', inner = '']) => {
      const text = inner
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
      return { text, isNumber: /cell-numeric/.test(attributes) || /^\d[\d,]{0,4}( ?[件次个项%])?$/.test(text) }
    })

  /** Rows of tables in which a person stands beside a figure. */
  const rankedIn = (html: string, names: ReadonlySet<string>): string[] =>
    [...html.matchAll(/<tr[\s\S]*?<\/tr>/g)]
      .map(([row]) => cellsOf(row))
      .filter((cells) => cells.some(({ text }) => names.has(text)) && cells.some(({ isNumber }) => isNumber))
      .map((cells) => cells.map(({ text }) => text).join(' | '))

  test('no page of the desk shows persons with figures', async () => {
    const { house } = desk
    for (let at = 0; at < 2; at++) {
      const number = await desk.writeOne()
      await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
      await desk.does('chengban', number, 'signature')
    }
    const { rows } = await house.db.execute<{ id: string }>(sql`select id from persons where kind = 'staff'`)
    const names = new Set(
      (
        await personNames(
          house.db,
          house.secrets,
          rows.map(({ id }) => id),
        )
      ).values(),
    )
    const paths = house.app.routes
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/desk') && !/[:*.]/.test(path))
      .map(({ path }) => path)
    expect(new Set(paths).size).toBeGreaterThan(20)
    const found: string[] = []
    for (const who of ['lingdao', 'ducha', 'fuzeren', 'paidan', 'anquan'])
      for (const path of new Set(paths)) {
        const response = await desk.get(who, path)
        if (response.status === 200)
          found.push(...rankedIn(await response.text(), names).map((row) => `${who} ${path}: ${row}`))
      }
    expect(found).toEqual([])
  }, 120_000)

  test('a planted table of persons with figures is seen', () => {
    const names = new Set(['李青禾'])
    const row = (cells: string) => `<table><tr>${cells}</tr></table>`
    expect(rankedIn(row('<td><div class="cell">李青禾</div></td><td class="cell-numeric">7</td>'), names)).toHaveLength(
      1,
    )
    expect(rankedIn(row('<td>李青禾</td><td>12 件</td>'), names)).toHaveLength(1)
    expect(rankedIn(row('<td>李青禾</td><td>2026-11-23</td>'), names)).toEqual([])
    expect(rankedIn(row('<td>市财政局</td><td class="cell-numeric">7</td>'), names)).toEqual([])
  })
})

describe('no counting of log-ins', () => {
  const counting = ({ text }: Source): string[] => [
    ...(text.match(/\$count\(\s*sessions\b[^\n]*/g) ?? []),
    ...(text.match(/count\([^`]{0,120}?from\s+(sessions|"sessions")\b/gi) ?? []),
    ...(text.match(/count\([^`]{0,200}?'sign(In|_in)'/g) ?? []),
    ...(text.match(/(loginCount|signInCount|login_count|sign_in_count|活跃度|在线时长|登录次数|登录天数)/g) ?? []),
  ]

  /** Words that look like it and are not, with the reason. */
  const excused: Record<string, string> = {
    'src/core/people/limits.ts': 'tells who guesses passwords that there were too many tries',
  }

  test('nothing counts them', () => {
    const others = sources.filter(({ file }) => !excused[file])
    expect(others.flatMap((source) => counting(source).map((hit) => `${source.file}: ${hit}`))).toEqual([])
    expect(sources.filter(({ file }) => excused[file]).flatMap(counting)).toHaveLength(1)
  })

  test('planted countings are found', () => {
    for (const text of [
      'await db.$count(sessions, eq(sessions.userId, id))',
      'sql`select count(*) from sessions`',
      "sql`select count(*) from audit_entries where act = 'signIn'`",
      'const label = "登录次数"',
    ])
      expect(counting({ file: '', text }), text).not.toEqual([])
  })

  test('no column remembers how often or how long', () => {
    const columns = columnRegister().flatMap(({ table, columns }) => columns.map(({ name }) => `${table}.${name}`))
    expect(columns.filter((at) => /login|sign_?in|online|active_(days|minutes)|visits?_count/.test(at))).toEqual([])
  })
})

describe('nothing to photograph, track or check in for', () => {
  const block =
    /<(FileField|TextField|HiddenField|CheckboxField|CheckboxGroup|SelectField|RadioGroup|DateField)\b[\s\S]*?\/>/g
  const tracking = /geolocation|watchPosition|getUserMedia|latitude|longitude|\bgps\b/i
  const asks =
    /name="[^"]*(photo|selfie|checkIn|geo|gps|track)[^"]*"|label="[^"]*(打卡|签到|轨迹|定位|自拍|留痕|截图)[^"]*"/i

  /** Forms that cannot do without a file, with the reason. None of them asks for a photo. */
  const needsFile: Record<string, string> = {
    'src/core/casework/page/act-panel.tsx': 'the form is there to bring a file, and only who wants to brings one',
    'src/measures/deadlines/works/desk/act-panel.tsx':
      'a milestone counts by its proof; which kind of file is the unit’s choice',
    'src/measures/deadlines/works/importing/import-pages.tsx': 'the list that is to be imported',
    'src/measures/dialogue/doors/import-pages.tsx': 'the messages that are to be imported',
  }
  const fields = ({ file, text }: Source) => [...text.matchAll(block)].map(([field]) => ({ file, field }))
  const demanding = (all: { file: string; field: string }[]) =>
    all.filter(
      ({ file, field }) =>
        field.startsWith('<FileField') && /\brequired\b(?!=\{false\})/.test(field) && !needsFile[file],
    )
  const asking = (all: { field: string }[]) =>
    all.filter(({ field }) => asks.test(field) || /capture="[^"]*"[\s\S]*\brequired\b/.test(field))

  test('no form asks for it', () => {
    const all = sources.flatMap(fields)
    expect(all.length).toBeGreaterThan(100)
    expect(demanding(all)).toEqual([])
    expect(asking(all)).toEqual([])
    expect(Object.keys(needsFile).filter((file) => !all.some((one) => one.file === file))).toEqual([])
  })

  test('no script asks the device, and the browser is told to refuse', async () => {
    const scripts = globSync('src/ui/**/*.ts', { cwd: root }).map((file) => ({
      file,
      text: readFileSync(join(root, file), 'utf8'),
    }))
    const found = [...scripts, ...sources].filter(({ text }) => tracking.test(text.replace('geolocation=()', '')))
    // It takes the place out of photos that people send.
    // Open311 takes the place that somebody puts on a map in an application of their own; no page of ours asks a device.
    const keepsPlaces = /^src\/measures\/dialogue\/(?:open311\/|register\.ts|doors\/forget-door\.ts)/
    const own = found.filter(({ file }) => !keepsPlaces.test(file))
    expect(own.map(({ file }) => file)).toEqual(['src/core/documents/files/place.ts'])
    const { headers } = await desk.house.app.request('/')
    expect(headers.get('Permissions-Policy')).toMatch(/geolocation=\(\)/)
  })

  test('planted ones are found', () => {
    const of = (field: string) => [{ file: 'src/planted.tsx', field }]
    expect(demanding(of('<FileField name="files" label="现场照片" required />'))).toHaveLength(1)
    expect(demanding(of('<FileField name="files" label="照片" />'))).toEqual([])
    expect(asking(of('<HiddenField name="gpsTrack" value={track} />'))).toHaveLength(1)
    expect(asking(of('<TextField name="place" label="打卡地点" />'))).toHaveLength(1)
    expect(asking(of('<FileField name="scene" label="现场" capture="environment" required />'))).toHaveLength(1)
    expect(tracking.test('navigator.geolocation.watchPosition(send)')).toBe(true)
  })
})

describe('told in digests', () => {
  /** 08:45 and 14:15 of the city, in UTC as the crontab has it. */
  const digestTimes = /'(45 0|15 6) \* \* \* /

  /** Due within four working hours*: these may break through without being an emergency. */
  const dueAtOnce: Record<string, string> = {
    'letter.takenDown': 'a second person has to look within four hours',
    'letter.takenDownLate': 'nobody looked within four hours: the head, now',
    'letter.takeDownRefused': 'what somebody took down is public again: they know why, now',
    'watch.lapsed': 'nobody took what was handed over: both leads and the first-asked, at once',
    'breach.invited': 'the days in which the person concerned may speak begin to run: served, not urged',
    'breach.told': 'the days in which they may appeal begin to run',
    'breach.dateMoved': 'the day until which they may speak or appeal is another one',
    'breach.appealDecided': 'the last word on their own case',
    'breach.transferred': 'a decided case is handed to the body with the power: served, not urged',
    'disclosure.opinionAsked': 'a letter by law: the fifteen days for its opinion run from the day it is taken',
    'watch.disputeLate': 'a dispute stands still past its limit: who decides it, at once',
  }

  type Sent = { id: string; title: string; urgent?: boolean }
  const toStaff = ({ title }: Sent) => title.includes('（给')
  const tooEager = (templates: Sent[], files: Source[]): string[] =>
    templates
      .filter((one) => toStaff(one) && !one.urgent && !dueAtOnce[one.id])
      .filter(({ id }) => {
        const senders = files.filter(({ text }) => text.includes(`template: '${id}'`))
        return senders.length === 0 || senders.some(({ text }) => !digestTimes.test(text))
      })
      .map(({ id }) => id)

  test('what goes to staff is urgent, or goes out at the two times of the day', () => {
    const templates = allTemplates().map(({ id, template }) => ({ id, ...template }))
    expect(templates.filter(toStaff).length).toBeGreaterThan(3)
    expect(tooEager(templates, sources)).toEqual([])
    expect(Object.keys(dueAtOnce).filter((id) => !templates.some((one) => one.id === id))).toEqual([])
  })

  test('a planted message at another hour, or from no job at all, is found', () => {
    const one = { id: 'x.nudge', title: '请尽快办理（给承办人）' }
    const sender = (cron: string) => [{ file: '', text: `cron: ['${cron} x:nudge'], template: 'x.nudge'` }]
    expect(tooEager([one], sender('0 * * * *'))).toEqual(['x.nudge'])
    expect(tooEager([one], [])).toEqual(['x.nudge'])
    expect(tooEager([one], sender('15 6 * * *'))).toEqual([])
    expect(tooEager([{ ...one, urgent: true }], [])).toEqual([])
  })
})

test('催办: once a matter a day across all superiors, and the earlier one is shown (laws of it: core/matters/life.test.ts)', async () => {
  const number = await desk.writeOne()
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  expect((await desk.does('ducha', number, 'urge')).status).toBe(303)
  const again = await desk.does('lingdao', number, 'urge')
  expect(again.status).toBe(422)
  expect(again.page).toContain('一件一天只催一次')
  expect(again.page).toMatch(/市政府已于 \d\d:\d\d 催办/)
  desk.house.clock.advance({ hours: 24 })
  expect((await desk.does('lingdao', number, 'urge')).status).toBe(303)
})

describe('nothing typed twice', () => {
  /** A label that asks for a figure which the records themselves give. */
  const figure =
    /(件|次|人|户|条|份|总|台|项)数|数量|合计|累计|小计|占比|[率]$|满意度|完成情况|办理情况统计|报送|填报|上报/
  const labels = ({ file, text }: Source) =>
    [...text.matchAll(/<(?:TextField|TextArea|WordsField|SelectField|DateField)\b[\s\S]*?\blabel="([^"]+)"/g)].map(
      ([, label = '']) => ({
        file,
        label,
      }),
    )
  const retyped = (all: { file: string; label: string }[]) => all.filter(({ label }) => figure.test(label))

  test('no form asks a unit for a figure that the system can count', () => {
    const all = sources.flatMap(labels)
    expect(all.length).toBeGreaterThan(60)
    expect(retyped(all)).toEqual([])
  })

  test('planted ones are found', () => {
    for (const label of ['本月办结件数', '按期办结率', '走访人数', '累计整改数量', '工作完成情况', '月度报送表'])
      expect(retyped(labels({ file: '', text: `<TextField name="x" label="${label}" />` })), label).toHaveLength(1)
    for (const label of ['理由', '任务年度', '延长几个工作日', '手机号码'])
      expect(retyped(labels({ file: '', text: `<TextField name="x" label="${label}" />` })), label).toEqual([])
  })

  test('one log-in, one work list: what waits of letters and of works stands on one page', async () => {
    const given = await desk.post('ducha', '/desk/works/new', {
      source: 'workReport',
      year: '2026',
      title: '一张清单上的任务',
      goal: '年底前全部完成并交付使用',
      lead: '市住房城乡建设局',
      startsOn: '2026-03-01',
      milestones: '2026-11-20 完成招标',
    })
    expect(given.status).toBe(303)
    const number = await desk.writeOne()
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    await desk.does('chengban', number, 'signature')
    const page = await desk.text('chengban', '/desk')
    expect(page).toContain(number)
    expect(page).toContain('一张清单上的任务')
  })
})
