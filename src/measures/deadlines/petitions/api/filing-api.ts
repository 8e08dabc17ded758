import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Api, addOperation, callerWith } from '#core/interface/index.ts'
import type { Actor } from '#platform/actor.ts'
import { readSent, type Sent } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { countTry } from '#platform/http/rate-limit.ts'
import { notFound } from '#platform/refusal.ts'
import { apiDeskUrls, urls } from '#urls.ts'
import { fileOnce } from '../../filing-by-api.ts'
import { filings, toOnePhone, tries } from '../filing/filing-limits.ts'
import { fieldErrors, readPetition } from '../filing/posted-petition.ts'
import { receiptOf } from '../filing/receipt.ts'
import { broughtClasses, staffSources } from '../petition.ts'
import { citizenForm, type PetitionInput, staffForm, type TypedPetition } from '../petition-form.ts'
import { codeOfForm, registerPetition } from '../register-petition.ts'

const text = (description: string) => z.string().openapi({ description })
const names = (description: string) => z.array(z.string()).optional().openapi({ description })
const yes = (description: string) => z.boolean().optional().openapi({ description })

/** The fields of the form; its rules are asked of the form itself, so that page and API refuse alike. */
const brought = {
  class: z.enum(broughtClasses).openapi({ description: 'appeal 申诉求决，suggestion 建议意见，report 检举控告' }),
  title: text('标题，4 到 40 字'),
  claim: text('投诉请求'),
  facts: text('事实和理由，10 到 5000 字'),
  division: z.string().optional().openapi({ description: '事情发生地的区划代码，不写是全市', example: '510402' }),
  units: names('涉及的单位，最多 3 个；检举控告只写一个'),
  name: text('姓名'),
  address: text('住址'),
  collective: yes('多人反映共同意见'),
  people: z.int().optional().openapi({ description: '多人反映的，共多少人' }),
  delegates: names('多人反映的，代表的姓名，不超过 5 人'),
  secret: yes('请为我保密'),
  earlier: z.string().optional().openapi({ description: '以前信访的编号' }),
  newFacts: yes('同一件事有新的事实和理由'),
}
const ownForm = z.object({ ...brought, phone: text('手机号，短信通知用') })
const officeForm = z.object({
  ...brought,
  phone: z.string().optional().openapi({ description: '手机号' }),
  source: z.enum(staffSources).openapi({ description: '从哪里来' }),
  nationalNumber: z.string().optional().openapi({ description: '全国信访信息系统编号' }),
  receivedOn: z.iso.date().openapi({ description: '收到的日期', example: '2026-11-23' }),
})

const filedShape = z
  .object({
    number: z.string(),
    queryCode: z.string().openapi({ description: '查询码，请保管好；凭它和编号查进度' }),
    office: z.string().openapi({ description: '由谁登记' }),
    routeBy: z.iso.date().nullable().openapi({ description: '哪一天之前转送、交办' }),
    dueOn: z.iso.date().nullable().openapi({ description: '最迟哪一天有结果' }),
    petition: z.string().openapi({ description: '查进度的地址，查询码放在 Matter-Code 头里' }),
  })
  .openapi('FiledPetition')

const example = {
  class: 'appeal',
  title: '请求补发征地青苗补偿',
  claim: '请求补发2024年修路占地的青苗补偿款。',
  facts: '2024年修路占用我家承包地，青苗补偿至今没有发，找过镇上三次。',
  division: '510400',
  name: '罗大山',
  phone: '13800000001',
  address: '东区银江镇双江村3组',
}

/** 网上提出, by everybody, and 登记 by the petition office's own system: the verb of the pages, the forms of the pages. */
export function addFilingOperations(api: Api, scope: string): void {
  const answer = { status: 201, description: '已登记：编号、查询码和日期', schema: filedShape } as const
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiPetitions(),
      group: '信访事项查进度',
      summary: '提出信访事项',
      description: '不用密钥，和网页上的表单一样的规则、一样的次数限制。带附件的用 multipart/form-data。',
      body: { form: ownForm, takesFiles: true, example },
      answer,
    },
    async (c) => {
      const house = c.get('house')
      await countTry(house, tries, c.get('address'))
      const sent = await readSent(c, ownForm, true)
      const input = inputOf(citizenForm, sent)
      return file(c, sent, { actor: c.get('actor'), input, by: 'asker' }, async () => {
        await countTry(house, filings, c.get('address'))
        await countTry(house, toOnePhone, input.phone)
      })
    },
  )
  addOperation(
    api,
    {
      method: 'post',
      path: apiDeskUrls('/api/v1/desk/petitions').list(),
      group: '信访事项办理',
      summary: '登记信访事项',
      description: '由信访部门的系统登记来信、来访、转来的。带附件的用 multipart/form-data。',
      needs: { scope },
      body: {
        form: officeForm,
        takesFiles: true,
        example: { ...example, source: 'visit', receivedOn: '2026-11-23' },
      },
      answer,
    },
    async (c) => {
      const actor = callerWith(c, scope)
      const sent = await readSent(c, officeForm, true)
      return file(c, sent, { actor, input: inputOf(staffForm, sent), by: 'staff' })
    },
  )
}

/** As the form would have sent it. */
function inputOf<Input>(form: z.ZodType<Input>, { fields }: Sent): Input {
  const typed: TypedPetition = {}
  const errors: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    const as = asTyped(value)
    if (as === undefined) errors[name] = `“${name}”的内容不对，请看接口文档里它应是什么。`
    else typed[name as keyof TypedPetition] = as
  }
  if (Object.keys(errors).length > 0) throw invalidBody(inBody(errors))
  const read = readPetition(form, { typed, refused: null })
  if (!read.ok) throw invalidBody(inBody(read.errors))
  return read.input
}

function asTyped(value: unknown): string | undefined {
  if (value === null || value === false) return ''
  if (value === true) return 'yes'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  const isNames = Array.isArray(value) && value.every((one) => typeof one === 'string')
  return isNames ? value.join('、') : undefined
}

type Filing = { actor: Actor; input: PetitionInput; by: 'asker' | 'staff' }

async function file(
  c: Context<Env>,
  sent: Sent,
  { actor, input, by }: Filing,
  before?: () => Promise<void>,
): Promise<Response> {
  const house = c.get('house')
  const { number, location, formKey } = await fileOnce(c, sent, {
    by,
    before,
    file: (within, from) => registerPetition(within, actor, input, from),
    pathOf: urls.apiPetition,
    errorsOf: fieldErrors,
  })
  const slip = { number, code: codeOfForm(house, formKey) }
  const receipt = await receiptOf(house, slip, '')
  if (!receipt) throw notFound('信访事项')
  c.header('Cache-Control', 'no-store')
  c.header('Location', location)
  const { office, routeBy, dueOn } = receipt
  return c.json({ number, queryCode: slip.code, office, routeBy, dueOn, petition: location }, 201)
}
