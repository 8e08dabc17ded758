import { z } from '@hono/zod-openapi'
import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { auditKey, unitWord } from '#core/casework/index.ts'
import { files, openFile } from '#core/documents/index.ts'
import { type Api, addOperation, callerWith, readQuery } from '#core/interface/index.ts'
import { requireRole } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { readPageKey, writePageKey } from '#platform/http/address-fields.ts'
import { readSent, typedOf } from '#platform/http/api-body.ts'
import type { Env } from '#platform/http/env.ts'
import { urls } from '#urls.ts'
import { needAllowed } from '../breaches/attempts.ts'
import {
  type BreachAct,
  breachActIds,
  breachActWords,
  breachEvidence,
  breachForms,
  decidingActs,
  performBreachAct,
} from '../breaches/breach-acts.ts'
import { breachVisibleTo, findBreach, judgingOf } from '../breaches/open-breach.ts'
import { observationForm, observe } from '../breaches/raise-breach.ts'
import { eventsReadBy, readBreach } from '../breaches/read-breach.ts'
import { breachLists, readBreaches } from '../breaches/read-breaches.ts'
import { readObservation } from '../breaches/read-observation.ts'
import { breaches } from '../breaches/tables.ts'
import { kindIds, sourceIds, stateIds } from '../breaches/words.ts'
import { breachDoneShape, breachListShape, breachShape, shownBreach, shownListed, stateOf } from './breach-shapes.ts'
import { onceWithFiles } from './refused-in-body.ts'
import { scopes } from './scopes.ts'

const group = '首问问责'

const listQuery = z.strictObject({
  list: z
    .enum(breachLists, `list 应是 ${breachLists.join('、')} 之一。`)
    .default('open')
    .openapi({ description: 'open 办理中，proposed 系统建议，mine 关于我的，over 已了结' }),
  kind: z
    .enum(kindIds, `kind 应是 ${kindIds.join('、')} 之一。`)
    .optional()
    .openapi({ description: '情形' }),
  state: z
    .enum(stateIds, `state 应是 ${stateIds.join('、')} 之一。`)
    .optional()
    .openapi({ description: '状态' }),
  source: z
    .enum(sourceIds, `source 应是 ${sourceIds.join('、')} 之一。`)
    .optional()
    .openapi({ description: '来源' }),
  unit: z.uuid('unit 应是单位 id。').optional().openapi({ description: '被反映的单位' }),
  number: z
    .string()
    .regex(/^\d{1,20}$/, 'number 应是数字。')
    .optional()
    .openapi({ description: '编号里的几位' }),
  after: z.string().max(200, 'after 不对。').optional().openapi({ description: '上一页 next 里带的游标' }),
})

const idParam = z.object({ id: z.uuid().openapi({ description: '首问问责的 id' }) })

const observationBody = observationForm.extend({
  unit: unitWord('哪个单位'),
  person: z.string().optional().openapi({ description: '是哪一位工作人员：姓名或工号；不知道的不写' }),
  matter: z.string().optional().openapi({ description: '问的事的编号；没有登记的不写' }),
})

/** The lists, one, and every act, as the pages do them for the same person. */
export function addBreachOperations(api: Api): void {
  addReading(api)
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiBreaches(),
      group,
      summary: '登记督查发现的',
      needs: { scope: scopes.workBreaches },
      body: { form: observationBody, takesFiles: true },
      answer: { status: 201, description: '登记好了', schema: breachDoneShape },
    },
    (c) => observeByKey(c),
  )
  for (const act of breachActIds) {
    addOperation(
      api,
      {
        method: 'post',
        path: urls.apiBreachAct('{id}', act),
        group,
        summary: breachActWords[act],
        needs: { scope: scopeOf(act) },
        params: idParam,
        body: { form: formOf(act), ...(breachEvidence[act] && { takesFiles: true }) },
        answer: { description: '办好了', schema: breachDoneShape },
      },
      (c) => perform(c, act),
    )
  }
}

const scopeOf = (act: BreachAct): string => (decidingActs.includes(act) ? scopes.decideBreaches : scopes.workBreaches)

const formOf = (act: BreachAct): z.ZodObject | null =>
  Object.keys(breachForms[act].shape).length > 0 ? breachForms[act] : null

function addReading(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiBreaches(),
      group,
      summary: '首问问责列表',
      description: '密钥所代表的人看得到的。一页 30 件，从新到旧。',
      needs: { scope: scopes.readBreaches },
      query: listQuery,
      answer: { description: '一页首问问责', schema: breachListShape },
    },
    async (c) => {
      const actor = callerWith(c, scopes.readBreaches)
      const { list, after, unit, ...filters } = readQuery(c, listQuery)
      const asked = { list, filters: { ...filters, unitId: unit }, after: readPageKey(after) }
      const { rows, next } = await readBreaches(c.get('house'), actor, asked)
      const following = next && { ...c.req.query(), after: writePageKey(next.at, next.id) }
      return c.json({
        breaches: rows.map(shownListed),
        next: following && `${urls.apiBreaches()}?${new URLSearchParams(following)}`,
      })
    },
  )
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiBreach('{id}'),
      group,
      summary: '一件首问问责',
      description:
        '经过、期限、结论，和现在可以办的事。看不到的一律 404；反映人的原话，没有同意的不给被反映的单位和个人看。',
      needs: { scope: scopes.readBreaches },
      params: idParam,
      answer: { description: '首问问责', schema: breachShape },
    },
    async (c) => {
      const actor = callerWith(c, scopes.readBreaches)
      return c.json(shownBreach(await readBreach(c.get('house'), actor, c.req.param('id') ?? '')))
    },
  )
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiBreachFile('{id}', '{fileId}'),
      group,
      summary: '下载证据材料',
      needs: { scope: scopes.readBreaches },
      params: idParam.extend({ fileId: z.uuid().openapi({ description: '文件的 id' }) }),
      answer: {
        description: '文件',
        type: 'application/octet-stream',
        schema: z.any().openapi({ type: 'string', format: 'binary' }),
      },
    },
    async (c) => {
      const house = c.get('house')
      const actor = callerWith(c, scopes.readBreaches)
      const id = c.req.param('id') ?? ''
      await findBreach(house.db, actor, id, { what: '附件' })
      const ids = await eventsReadBy(house, actor, id)
      return openFile(house, { id: c.req.param('fileId') ?? '', where: inArray(files.matterId, ids) })
    },
  )
}

async function perform(c: Context<Env>, act: BreachAct): Promise<Response> {
  const house = c.get('house')
  const actor = callerWith(c, scopeOf(act))
  const id = c.req.param('id') ?? ''
  // Not seen is not found, whatever was sent.
  const row = await findBreach(house.db, actor, id)
  needAllowed(act, row, await judgingOf(house, actor, row))
  const sent = await readSent(c, formOf(act), breachEvidence[act] !== undefined)
  await onceWithFiles(c, sent, 'staff', async (tx, given) => {
    await performBreachAct(act, { house: { ...house, db: tx }, actor, id, files: given }, typedOf(sent))
    await auditKey(c, tx, actor, { subjectType: 'breach', subjectId: id, noun: act })
    return { status: 200, location: urls.apiBreach(id) }
  })
  return done(c, actor, id, act)
}

async function observeByKey(c: Context<Env>): Promise<Response> {
  const house = c.get('house')
  const actor = callerWith(c, scopes.workBreaches)
  requireRole(actor, 'supervisor')
  const sent = await readSent(c, observationBody, true)
  const { location } = await onceWithFiles(c, sent, 'staff', async (tx, given) => {
    const { about, input } = await readObservation({ ...house, db: tx }, actor, typedOf(sent))
    const { id } = await observe({ ...house, db: tx }, actor, about, { ...input, files: given })
    await auditKey(c, tx, actor, { subjectType: 'breach', subjectId: id, noun: 'observation' })
    return { status: 201, location: urls.apiBreach(id) }
  })
  return done(c, actor, location.split('/').at(-1) ?? '', 'observation')
}

/** Read again from the row: what was declined may be nobody's business any more. */
async function done(c: Context<Env>, actor: StaffActor, id: string, act: string): Promise<Response> {
  const [now] = await c
    .get('house')
    .db.select({ state: breaches.state })
    .from(breaches)
    .where(and(eq(breaches.id, id), breachVisibleTo(actor)))
  const breach = urls.apiBreach(id)
  c.header('Content-Location', breach)
  return c.json({ id, act, state: now ? stateOf(now.state) : null, breach }, act === 'observation' ? 201 : 200)
}
