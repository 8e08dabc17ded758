import { z } from '@hono/zod-openapi'
import { addOperation, callerWith, defineScopes, describeApi, newApi, readQuery } from '#core/interface/index.ts'
import { allUnits } from '#core/people/index.ts'
import { readSent, typedOf } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { type Duty, dutiesInForce, findDuty } from './duties.ts'
import { dutyForm } from './duty.ts'
import { enterDuty } from './keep-duties.ts'
import { dutyErrors, readDuty } from './read-duty.ts'

const scope = 'duties:write'
defineScopes({ [scope]: '写职责目录' })

const dutyShape = z
  .object({
    id: z.string(),
    subject: z.string(),
    words: z.string(),
    category: z.string(),
    divisionCode: z.string().nullable(),
    place: z.string().nullable(),
    unit: z.string(),
    unitId: z.string(),
    phone: z.string().nullable(),
    joint: z.array(z.string()),
    basis: z.object({ kind: z.string(), word: z.string(), text: z.string() }),
    decidedBy: z.string().nullable(),
    since: z.iso.date(),
    endedAt: z.iso.datetime().nullable(),
  })
  .openapi('Duty')

const listQuery = z.strictObject({
  q: z.string().max(60).optional().openapi({ description: '什么事，平常的说法', example: '半夜施工' }),
  unit: z.uuid().optional(),
  category: z.string().max(20).optional().openapi({ description: '类别，如：环境保护' }),
  after: z.uuid().optional().openapi({ description: '上一页的 next' }),
})

const group = '职责目录'

export const dutiesApi = describeApi(newApi())

addOperation(
  dutiesApi,
  {
    method: 'get',
    path: urls.apiDuties(),
    group,
    summary: '查一件事归谁管',
    query: listQuery,
    answer: {
      description: '现行的目录，一页 50 条',
      schema: z.object({ duties: z.array(dutyShape), next: z.string().nullable() }),
    },
  },
  async (c) => {
    const { q, unit, category, after } = readQuery(c, listQuery)
    const filters = { ...(q && { q }), ...(unit && { unitId: unit }), ...(category && { category }) }
    const { rows, nextKey } = await dutiesInForce(c.get('house').db, filters, after)
    return c.json({ duties: rows.map(shown), next: nextKey })
  },
)
addOperation(
  dutiesApi,
  {
    method: 'get',
    path: urls.apiDuty('{id}'),
    group,
    summary: '一条职责',
    params: z.object({ id: z.uuid() }),
    answer: { description: '这一条，停用了的也在', schema: dutyShape },
  },
  async (c) => {
    const id = c.req.param('id') ?? ''
    const duty = isId(id) ? await findDuty(c.get('house').db, id) : null
    if (!duty) throw notFound('职责')
    return c.json(shown(duty))
  },
)

const sentDuty = z.object({
  ...dutyForm.shape,
  unit: z.string().openapi({ description: '负责单位：全称、简称或 id' }),
  joint: z.string().optional().openapi({ description: '配合单位，用顿号隔开' }),
})

addOperation(
  dutiesApi,
  {
    method: 'post',
    path: urls.apiDeskDuties(),
    group,
    summary: '写一条职责',
    needs: { scope },
    body: {
      form: sentDuty,
      example: {
        subject: '夜间施工噪声',
        words: '半夜打桩 工地吵',
        category: '环境保护',
        unit: '市生态环境局',
        basisKind: 'powers',
        basis: '市生态环境局权责清单第36项',
      },
    },
    answer: { status: 201, description: '写进目录了', schema: dutyShape },
  },
  async (c) => {
    const house = c.get('house')
    const actor = callerWith(c, scope)
    const sent = await readSent(c, sentDuty)
    let id = ''
    try {
      const input = readDuty(typedOf(sent), await allUnits(house.db))
      const done = await onceForKey(c, sent.fingerprint, {
        act: async (tx) => {
          id = await enterDuty({ ...house, db: tx }, actor, input)
          return { status: 201, location: urls.apiDuty(id) }
        },
      })
      id ||= done.location.split('/').at(-1) ?? ''
    } catch (error) {
      const errors = dutyErrors(error)
      if (!errors) throw error
      throw invalidBody(inBody(errors))
    }
    const duty = await findDuty(house.db, id)
    if (!duty) throw notFound('职责')
    c.header('Location', urls.apiDuty(id))
    return c.json(shown(duty), 201)
  },
)

const shown = ({ basisKind, basisWord, basis, endedFor: _, replacesId: _r, jointUnitIds: _j, ...duty }: Duty) => ({
  ...duty,
  basis: { kind: basisKind, word: basisWord, text: basis },
})
