import { z } from '@hono/zod-openapi'
import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { attachFiles, files, openFile } from '#core/documents/index.ts'
import { type Api, addOperation, callerWith } from '#core/interface/index.ts'
import { findMatter } from '#core/matters/index.ts'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { readSent, typedOf } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { actErrors, type DeskAct } from '../acts/act.ts'
import { mayAddMaterials } from '../acts/may-do.ts'
import type { Desk } from '../desk.ts'
import { stateWord } from '../lists/rows.ts'
import { openAtDesk } from '../page/open-at-desk.ts'
import { acceptFiles } from './accept-files.ts'
import { fileParams, numberParam } from './parts.ts'
import type { DeskShapes } from './shapes.ts'

/** What a key needs for reading, working and approving at one desk. */
export type DeskScopes = { read: string; work: string; approve: string }

/** A desk by the API: its names and shapes in the document, the group it stands under, its scopes. */
export type DeskApi = { desk: Desk; shapes: DeskShapes; group: string; scopes: DeskScopes }

/** Every act of the desk by its own noun, with the form's own shape and the page's own verb. */
export function addActingOperations(api: Api, of: DeskApi): void {
  const { desk, shapes, group, scopes } = of
  const at = shapes.names.urls
  for (const act of desk.acts) {
    addOperation(
      api,
      {
        method: 'post',
        path: at.act('{number}', act.noun),
        group,
        summary: act.title,
        needs: { scope: scopeOf(scopes, act) },
        params: numberParam,
        body: { form: act.form ?? null },
        answer: { description: '办好了', schema: shapes.done },
      },
      (c) => perform(c, of, act),
    )
  }
  addOperation(
    api,
    {
      method: 'post',
      path: at.act('{number}', 'materials'),
      group,
      summary: '上传办理材料',
      description: '用 multipart/form-data。涉密不上网：发现密级标志的不保存。',
      needs: { scope: scopes.work },
      params: numberParam,
      body: { form: materialsForm(desk), takesFiles: true },
      answer: { description: '收下了', schema: shapes.done },
    },
    (c) => addMaterials(c, of),
  )
  addOperation(
    api,
    {
      method: 'get',
      path: at.file('{number}', '{fileId}'),
      group,
      summary: '下载附件',
      needs: { scope: scopes.read },
      params: fileParams,
      answer: {
        description: '文件',
        type: 'application/octet-stream',
        schema: z.any().openapi({ type: 'string', format: 'binary' }),
      },
    },
    async (c) => {
      const house = c.get('house')
      const matter = await findMatter(house.db, callerWith(c, scopes.read), c.req.param('number') ?? '')
      if (!matter) throw notFound('附件')
      return openFile(house, { id: c.req.param('fileId') ?? '', where: eq(files.matterId, matter.id) })
    },
  )
}

/** A system that drafts need not be one that lets answers out. */
const scopeOf = (scopes: DeskScopes, act: DeskAct): string => (act.approves ? scopes.approve : scopes.work)

async function perform(c: Context<Env>, of: DeskApi, act: DeskAct): Promise<Response> {
  const house = c.get('house')
  const actor = callerWith(c, scopeOf(of.scopes, act))
  const { row, matter, choices } = await openAtDesk(of.desk, house, actor, c.req.param('number') ?? '')
  const sent = await readSent(c, act.form ?? null)
  const typed = typedOf(sent)
  try {
    await onceForKey(c, sent.fingerprint, {
      act: async (tx) => {
        await act.perform({ house: { ...house, db: tx }, actor, matterId: row.id, matter, choices }, typed)
        await auditKey(c, tx, actor, { subjectId: row.id, noun: act.noun })
        return { status: 200, location: of.shapes.names.urls.one(row.number) }
      },
    })
  } catch (error) {
    const errors = actErrors(error, act)
    // A conflict is told as such; what a field can mend by the field.
    if (!errors || (error instanceof Refusal && (error.status === 409 || !error.field))) throw error
    throw invalidBody(inBody(errors))
  }
  return done(c, of, actor, row.number, act.noun)
}

/** The event names the member of staff; the audit tells that it was by a key, and which. */
export async function auditKey(
  c: Context<Env>,
  tx: Transaction,
  actor: StaffActor,
  { subjectType = 'matter', subjectId, noun }: { subjectType?: string; subjectId: string; noun: string },
): Promise<void> {
  await audit(tx, {
    actor,
    act: 'actByApi',
    subjectType,
    subjectId,
    at: c.get('house').clock.now(),
    details: { apiKeyId: c.get('apiKey')?.id ?? null, noun },
  })
}

/** Read again from the row: after a dispatch it may be another unit's. */
export async function done(
  c: Context<Env>,
  { desk, shapes: { names } }: Pick<DeskApi, 'desk' | 'shapes'>,
  actor: StaffActor,
  number: string,
  noun: string,
): Promise<Response> {
  const now = await findMatter(c.get('house').db, actor, number)
  const at = names.urls.one(number)
  c.header('Content-Location', at)
  const state = now && { id: now.state, word: stateWord(desk, now.state) }
  return c.json({ number, act: noun, state, [names.one]: at })
}

const materialsForm = ({ words }: Desk) =>
  z.object({
    materialsShown: z
      .enum(['yes', 'no'], 'materialsShown 应是 yes 或 no。')
      .optional()
      .openapi({ description: `yes：${words.asker}也可以看到` }),
  })

async function addMaterials(c: Context<Env>, of: DeskApi): Promise<Response> {
  const house = c.get('house')
  const actor = callerWith(c, of.scopes.work)
  const { row, may } = await openAtDesk(of.desk, house, actor, c.req.param('number') ?? '')
  if (!mayAddMaterials(may)) throw forbidden('只有正在办理的单位可以上传办理材料。')
  const sent = await readSent(c, materialsForm(of.desk), true)
  const { materialsShown } = typedOf(sent)
  if (sent.files.length === 0) throw invalidBody([{ pointer: '#/files', detail: '还没有选择文件。' }])
  let ids: string[] = []
  const filesOf = (owner: string) => `${owner}:${sent.fingerprint.toString('base64url')}`
  await onceForKey(c, sent.fingerprint, {
    before: async (owner) => {
      ids = await acceptFiles(house, sent.files, filesOf(owner), 'staff')
    },
    act: async (tx, owner) => {
      const visibility = materialsShown === 'yes' ? 'asker' : 'staff'
      await attachFiles(tx, house, { ids, owner: filesOf(owner), matterId: row.id, visibility })
      await auditKey(c, tx, actor, { subjectId: row.id, noun: 'materials' })
      return { status: 200, location: of.shapes.names.urls.one(row.number) }
    },
  })
  return done(c, of, actor, row.number, 'materials')
}
