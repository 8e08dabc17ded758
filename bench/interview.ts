import { readFileSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { allUnits, staffActor } from '#core/people/index.ts'
import { interviewActs } from '#measures/dialogue/index.ts'
import type { BenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'

const readers = 1000
const entries = 20

/** One interview, so many readers on one process, an entry after the other: how long until the last of them has it, and what a reader costs in memory. */
export async function benchInterview({ house, serve }: BenchCity): Promise<BenchRow[]> {
  const editor = await staffActor(house, 'bianji')
  const leadUnitId = (await allUnits(house.db)).find(({ shortName }) => shortName === '市住房城乡建设局')?.id ?? ''
  const startsAt = house.clock.now().add({ minutes: 1 })
  const within = <Answer>(work: (own: Parameters<typeof interviewActs.openInterview>[0]) => Promise<Answer>) =>
    house.db.transaction((tx) => work({ ...house, db: tx }))
  const number = await within((own) =>
    interviewActs.announceInterview(own, editor, {
      title: '量一量文字直播',
      subject: 'housing',
      about: '一千个人同时看。',
      leadUnitId,
      place: '演播厅',
      streamUrl: null,
      startsAt,
      endsAt: startsAt.add({ hours: 2 }),
      planKey: null,
      guests: [{ name: '某某', post: '局长' }],
    }),
  )
  await within((own) => interviewActs.openInterview(own, editor, number))
  const server = await serve()
  const crowd = new Crowd()
  try {
    // The page once, so that what every process needs anyway is not counted for the readers.
    await (await fetch(`${server.base}/interviews/${number}`)).text()
    await crowd.join(`${server.base}/interviews/${number}/live`, 10)
    const before = memoryOf(server.pid)
    const beganJoining = performance.now()
    await crowd.join(`${server.base}/interviews/${number}/live`, readers - 10)
    const joined = performance.now() - beganJoining
    const after = memoryOf(server.pid)
    const took: number[] = []
    for (let at = 0; at < entries; at++) {
      const heard = crowd.hear(at + 2)
      const began = performance.now()
      await within((own) =>
        interviewActs.addWords(own, editor, number, {
          speaker: '主持人',
          words: `第 ${at + 1} 句：物业费由业主大会和物业公司在合同里约定，涨价要经业主共同决定，收支每半年公布一次。`,
          link: null,
          picture: null,
          corrects: null,
        }),
      )
      await heard
      took.push(performance.now() - began)
    }
    const sorted = took.toSorted((a, b) => a - b)
    const end = memoryOf(server.pid)
    return [
      {
        name: `访谈：${readers} 个读者看一场，发一条到最后一个读者收到`,
        p50: sorted[Math.floor(entries / 2)] ?? 0,
        p99: sorted.at(-1) ?? 0,
        note: `${entries} 条，写入数据库在内，p99 即最慢的一条；一个进程，读者和它在同一台机器上`,
      },
      {
        name: `访谈：${readers} 个读者连上`,
        perSecond: ((readers - 10) / joined) * 1000,
        bytes: Math.max(0, (after - before) / (readers - 10)),
        note: `每个读者的内存（RSS）；进程 ${mega(before)} → ${mega(after)} MB，发完 ${entries} 条 ${mega(end)} MB`,
      },
    ]
  } finally {
    crowd.leave()
    await server.close()
  }
}

const mega = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0)

/** Resident memory of a process, as Linux counts it. */
function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes ?? Number.NaN) * 1024
}

/** Readers without a browser. Each comes from an address of its own: of one address so many would be refused. */
class Crowd {
  readonly #answers: IncomingMessage[] = []
  readonly #agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  #waitsFor = 0
  #heardBy = 0
  #allHeard = () => {}

  async join(address: string, many: number): Promise<void> {
    for (let from = 0; from < many; from += 50)
      await Promise.all(Array.from({ length: Math.min(50, many - from) }, () => this.#one(address)))
  }

  hear(id: number): Promise<void> {
    this.#waitsFor = id
    this.#heardBy = 0
    return new Promise((resolve) => {
      this.#allHeard = resolve
    })
  }

  leave(): void {
    for (const answer of this.#answers) answer.destroy()
    this.#agent.destroy()
  }

  #one(address: string): Promise<void> {
    const serial = this.#answers.length + Math.floor(Math.random() * 60_000)
    const headers = {
      'X-Forwarded-For': `10.${serial % 250}.${(serial >> 8) % 250}.${Math.floor(Math.random() * 250)}`,
    }
    return new Promise((resolve, reject) => {
      const asked = get(address, { agent: this.#agent, headers }, (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`a reader was answered ${answer.statusCode}`))
        this.#answers.push(answer)
        answer.setEncoding('utf8')
        let text = ''
        answer.on('data', (chunk: string) => {
          text += chunk
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            const [, id] = /^id: (\d+)/.exec(text) ?? []
            if (Number(id) === 1) resolve()
            if (Number(id) === this.#waitsFor && ++this.#heardBy === this.#answers.length) this.#allHeard()
            text = text.slice(end + 2)
          }
        })
        answer.on('error', () => {})
      })
      asked.on('error', reject)
    })
  }
}
