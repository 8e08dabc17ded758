import { createApp } from '#app.tsx'
import { modules } from '#modules.ts'
import { openDatabase } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { openMetrics } from '#platform/metrics.ts'
import { deskOfTests } from './letter-desk.ts'

/** What the editor types to announce an interview of the bureau on Wednesday morning. */
export const announcement = {
  title: '物业收费和电梯维修，听您问',
  subject: 'housing',
  about: '物业收费怎么定、电梯坏了找谁修、维修资金怎么用，请住建局来回答。',
  place: '市融媒体中心演播厅',
  day: '2026-11-25',
  from: '10:00',
  to: '11:30',
  name1: '陈守正',
  post1: '市住房城乡建设局局长',
}

export type InterviewCity = Awaited<ReturnType<typeof interviewCity>>

/** The seeded city with an editor who holds interviews and a bureau that answers. */
export async function interviewCity() {
  const desk = await deskOfTests()
  const leadUnit = desk.unit('市住房城乡建设局').id
  const anybody = (path: string) => desk.house.app.request(path, { headers: { Accept: 'text/html' } })

  return {
    ...desk,
    anybody,
    read: async (path: string) => (await anybody(path)).text(),
    announce: async (change: Record<string, string> = {}): Promise<string> => {
      const answer = await desk.post('bianji', '/desk/interviews/new', { ...announcement, leadUnit, ...change })
      if (answer.status !== 303) throw new Error(`not announced: ${answer.status} ${await answer.text()}`)
      return answer.headers.get('Location')?.split('/').at(-1) ?? ''
    },
    ask: async (number: string, fields: Record<string, string>): Promise<Response> => {
      await desk.forgetTries()
      const body = new URLSearchParams({ formKey: newId(), name: '', phone: '', publish: 'yes', ...fields })
      const headers = { 'Sec-Fetch-Site': 'same-origin', Accept: 'text/html' }
      return desk.house.app.request(`/interviews/${number}/questions/new`, { method: 'POST', body, headers })
    },
    does: async (username: string, number: string, act: string, fields: Record<string, string> = {}) =>
      desk.post(username, `/desk/interviews/${number}/${act}`, fields),
    pass: async (number: string, position: number, words: { name: string; body: string }) =>
      desk.post('bianji', `/desk/interviews/${number}/questions/${position}/passing`, {
        [`name${position}`]: words.name,
        [`body${position}`]: words.body,
      }),
    /** Another process of the same city: an app of its own, on connections of its own. */
    process: () => {
      const { app: _, close: __, ...house } = desk.house
      const own = { ...house, db: openDatabase(house.config.databaseUrl ?? '', 4), metrics: openMetrics() }
      return Object.assign(own, { app: createApp(own, modules) })
    },
    at: (text: string) => desk.house.clock.set(`${text}+08:00`),
  }
}
