import { cpus, totalmem } from 'node:os'
import { crashAt, filingPoints } from './crash-at.ts'
import { cutMigration } from './cut-migration.ts'
import { disturb, killAnything, pauseAnything, skewClocks } from './disturb.ts'
import { fillDisk } from './full-disk.ts'
import { gatewayOf, tearOutbox } from './outbox.ts'
import { publishingPoints, tearRecord } from './publish.ts'
import { openCountingGateway } from './sms-gateway.ts'
import { openTornCity } from './torn-city.ts'

/** `npm run torture [-- --hours N]`: everything that may go wrong, again and again; one table, and 1 if anything acknowledged was lost or done twice. */

type Row = { what: string; times: number; acks: number; faults: string[]; note?: string }

const given = process.argv.indexOf('--hours')
const hours = given > 0 ? Number(process.argv[given + 1]) : 0.1
const seconds = hours * 3600

const say = (line: string) => process.stdout.write(`${line}\n`)

async function tortureCrashPoints(share: number): Promise<Row> {
  const city = await openTornCity()
  const row: Row = { what: '在指定位置断电（四处轮流，种子递增）', times: 0, acks: 0, faults: [] }
  const end = performance.now() + share * 1000
  for (let seed = 1; performance.now() < end || seed === 1; seed++) {
    const torn = await crashAt(
      city,
      filingPoints.map((point) => `${point}:${seed}`),
    )
    row.times += torn.crashes
    row.acks += torn.acks
    row.faults.push(...torn.faults)
  }
  await city.close()
  return row
}

/** The places that no letter passes: the publisher of the record, and the making of the tables, each time at another statement. */
async function tortureElsewhere(share: number): Promise<Row[]> {
  const city = await openTornCity()
  const record: Row = { what: '公示存证的公布进程在两处断电', times: 0, acks: 0, faults: [] }
  const tables: Row = { what: '建表中途断电', times: 0, acks: 0, faults: [] }
  const end = performance.now() + share * 1000
  for (let seed = 0; performance.now() < end || seed === 0; seed++) {
    const torn = await tearRecord(city)
    record.times += publishingPoints.length
    record.acks += torn.entries
    record.faults.push(...torn.faults)
    tables.times += 1
    tables.faults.push(...(await cutMigration(city, 5 + ((seed * 37) % 200))))
  }
  await city.close()
  return [record, tables]
}

async function tortureOutbox(notices: number, kills: number): Promise<Row> {
  const city = await openTornCity()
  const gateway = await openCountingGateway()
  const jobs = await city.start('jobs', [], gatewayOf(gateway))
  const faults = await tearOutbox(city, gateway, jobs, { notices, kills })
  await city.close()
  gateway.close()
  return { what: `消息 ${notices} 条，发送进程被杀 ${kills} 次`, times: kills, acks: notices, faults }
}

async function tortureRunning(share: number): Promise<Row[]> {
  const city = await openTornCity()
  const gateway = await openCountingGateway()
  const killed = await disturb(city, gateway, killAnything, share, '随机')
  const paused = await disturb(city, gateway, pauseAnything, Math.min(share / 3, 600), '暂停')
  const skewed = await skewClocks(city, gateway, 15)
  await city.close()
  gateway.close()
  return [
    rowOf('随机 kill -9：web ×2、jobs、PostgreSQL', killed),
    rowOf('进程暂停 3 秒再继续', paused),
    rowOf('两个进程的时钟各差 3 小时', skewed),
  ]
}

const rowOf = (what: string, { acks, disturbances, faults, tries }: Awaited<ReturnType<typeof disturb>>): Row => ({
  what,
  times: disturbances,
  acks,
  faults,
  note: `提交 ${tries} 次`,
})

const rows: Row[] = []
/** Said as soon as it is known: what breaks off later takes nothing with it. */
const keep = (...done: Row[]) => {
  rows.push(...done)
  for (const { what, times, faults } of done) {
    say(`${what}：${times} 次，${faults.length} 处不对`)
    for (const fault of faults.slice(0, 10)) say(`  ${fault}`)
  }
}

keep(await tortureCrashPoints(seconds * 0.3))
keep(...(await tortureElsewhere(seconds * 0.1)))
keep(await tortureOutbox(hours < 1 ? 1000 : 10_000, hours < 1 ? 10 : 100))
keep(...(await tortureRunning(seconds * 0.4)))
const full = await fillDisk()
keep(
  full
    ? rowOf('磁盘写满后腾出空间', full)
    : { what: '磁盘写满', times: 0, acks: 0, faults: [], note: '没有挂载 tmpfs 的权限，略过' },
)

const today = Temporal.Now.plainDateISO().toString()
say(
  `\n${today}，${cpus()[0]?.model.trim() ?? '?'} ×${cpus().length}，${Math.round(totalmem() / 2 ** 30)} GB，${hours} 小时`,
)
say('| 做什么 | 次数 | 已确认 | 丢失或重复 | 备注 |')
say('|---|---:|---:|---:|---|')
for (const { what, times, acks, faults, note } of rows) {
  say(`| ${what} | ${times} | ${acks} | ${faults.length} | ${note ?? ''} |`)
}
const faults = rows.flatMap((row) => row.faults.map((fault) => `${row.what}：${fault}`))
for (const fault of faults.slice(0, 50)) say(fault)
process.exit(faults.length > 0 ? 1 : 0)
