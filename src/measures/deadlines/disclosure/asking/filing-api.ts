import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Api, addOperation, callerWith } from '#core/interface/index.ts'
import { allUnits } from '#core/people/index.ts'
import type { Actor, StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { readSent, type Sent } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { countTry } from '#platform/http/rate-limit.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { apiDeskUrls, urls } from '#urls.ts'
import { fileOnce } from '../../filing-by-api.ts'
import {
  applicants,
  channels,
  classes,
  documents,
  forms,
  helps,
  isReceivedAtOnce,
  keysOf,
  ways,
} from '../disclosure.ts'
import { blankRequest, type RequestInput, readRequest, type TypedRequest } from './ask-form.ts'
import { filings, tries } from './filing-limits.ts'
import { codeOfForm, requestDisclosure } from './request-disclosure.ts'
import { requestReceiptOf } from './request-receipt.ts'
import { requestTakers } from './unit-options.ts'

const said = (words: Readonly<Record<string, string>>): string =>
  Object.entries(words)
    .map(([code, word]) => `${code} ${word}`)
    .join('，')
const oneOf = <K extends string>(words: Readonly<Record<K, string>>) =>
  z.enum(keysOf(words)).openapi({ description: said(words) })
const text = (description: string) => z.string().openapi({ description })

/** The fields of the form; its rules are asked of the form itself, so that page and API refuse alike. No field asks what it is for (第29条). */
const asked = {
  of: oneOf(classes),
  unit: z.uuid().openapi({ description: '向哪个机关申请（id）' }),
  title: text('信息的名称、文号或者其他特征，最多 60 字'),
  body: text('描述需要的信息，5 到 2000 字；不用写为什么需要'),
  formWanted: oneOf(forms),
  way: oneOf(ways),
  applicant: oneOf(applicants),
  organisation: z.string().optional().openapi({ description: '以单位名义申请的，单位全称' }),
  name: text('姓名，与身份证明一致'),
  documentKind: oneOf(documents),
  documentNumber: text('证件号码；加密存放，只供核对'),
  address: z.string().optional().openapi({ description: '邮寄的，收件地址' }),
  help: z
    .array(z.enum(keysOf(helps)))
    .optional()
    .openapi({ description: `需要的帮助：${said(helps)}` }),
}
const ownForm = z.object({ ...asked, phone: text('手机号，短信通知用') })
const paperChannels = keysOf(channels).filter((channel) => channel !== 'web')
const deskForm = z.object({
  ...asked,
  phone: z.string().optional().openapi({ description: '手机号；没有的要有地址' }),
  channel: z.enum(paperChannels as [string, ...string[]]).openapi({ description: said(channels) }),
  receivedOn: z.iso
    .date()
    .optional()
    .openapi({
      description: `收到的日期；${paperChannels.filter((one) => isReceivedAtOnce(one)).join('、')} 的必填`,
    }),
})

const filedShape = z
  .object({
    number: z.string(),
    queryCode: z.string().openapi({ description: '查询码，请保管好；凭它和编号查进度' }),
    unit: z.string().openapi({ description: '受理机关' }),
    dueOn: z.iso.date().nullable().openapi({ description: '答复的日期；还没有确认收到的是最迟的日期' }),
    isReceived: z.boolean().openapi({ description: '是否已经是收到之日，开始计时' }),
    follow: z.string().openapi({ description: '查进度的网页' }),
  })
  .openapi('FiledDisclosure')

const example = {
  of: 'information',
  unit: '01890000-0000-7000-8000-000000000000',
  title: '2025年路灯改造验收报告',
  body: '东区炳草岗大街路灯改造工程的验收报告，2025年。',
  formWanted: 'electronic',
  way: 'web',
  applicant: 'citizen',
  name: '罗大山',
  documentKind: 'passport',
  documentNumber: 'EA1234567',
  phone: '13800000001',
}

/** 申请公开政府信息, by everybody, and what came on paper, by the agency's own system: the verb and the form of the pages. */
export function addFilingOperations(api: Api, scope: string): void {
  const answer = { status: 201, description: '已提交：编号、查询码和日期', schema: filedShape } as const
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiDisclosures(),
      group: '公开申请办理',
      summary: '申请公开政府信息',
      description: '不用密钥，和网页上的表单一样的规则、一样的次数限制。带附件的用 multipart/form-data。',
      body: { form: ownForm, takesFiles: true, example },
      answer,
    },
    async (c) => {
      const house = c.get('house')
      await countTry(house, tries, c.get('address'))
      const sent = await readSent(c, ownForm, true)
      const units = requestTakers(await allUnits(house.db)).map(({ id }) => id)
      const input = inputOf(c, sent, { units, byStaff: false })
      return file(c, sent, { actor: c.get('actor'), input, by: 'asker' }, () =>
        countTry(house, filings, c.get('address')),
      )
    },
  )
  addOperation(
    api,
    {
      method: 'post',
      path: apiDeskUrls('/api/v1/desk/disclosures').list(),
      group: '公开申请办理',
      summary: '登记公开申请',
      description: '当面、邮寄、传真来的，由收到它的机关登记。带附件的用 multipart/form-data。',
      needs: { scope },
      body: {
        form: deskForm,
        takesFiles: true,
        example: { ...example, channel: 'inPerson', receivedOn: '2026-11-23' },
      },
      answer,
    },
    async (c) => {
      const actor = callerWith(c, scope)
      const sent = await readSent(c, deskForm, true)
      const takers = requestTakers(await allUnits(c.get('house').db)).map(({ id }) => id)
      const units = takers.filter((id) => isAt(actor, id))
      return file(c, sent, { actor, input: inputOf(c, sent, { units, byStaff: true }), by: 'staff' })
    },
  )
}

const isAt = ({ roles }: StaffActor, id: string): boolean => roles.some(({ unitId }) => unitId === id)

/** As the form would have sent it. */
function inputOf(
  c: Context<Env>,
  { fields }: Sent,
  { units, byStaff }: { units: readonly string[]; byStaff: boolean },
): RequestInput {
  const { clock, config } = c.get('house')
  const errors: Record<string, string> = {}
  const typed: TypedRequest = { ...blankRequest, of: '', applicant: '', documentKind: '' }
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'help' && Array.isArray(value) && value.every((one) => typeof one === 'string')) typed.help = value
    else if (name !== 'help' && typeof value === 'string') Object.assign(typed, { [name]: value })
    else if (value !== null) errors[name] = `“${name}”的内容不对，请看接口文档里它应是什么。`
  }
  if (Object.keys(errors).length > 0) throw invalidBody(inBody(errors))
  const read = readRequest(typed, { today: dateIn(config.timeZone, clock.now()), units: new Set(units), byStaff })
  if (!read.ok) throw invalidBody(inBody(read.errors))
  return read.input
}

type Filing = { actor: Actor; input: RequestInput; by: 'asker' | 'staff' }

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
    file: (within, from) => requestDisclosure(within, actor, input, from),
    pathOf: urls.followMatter,
    errorsOf: refusedField,
  })
  const slip = { number, code: codeOfForm(house, formKey) }
  const receipt = await requestReceiptOf(house.db, slip)
  if (!receipt) throw notFound('公开申请')
  c.header('Cache-Control', 'no-store')
  c.header('Location', location)
  const { unit, dueOn, isReceived } = receipt
  return c.json({ number, queryCode: slip.code, unit, dueOn, isReceived, follow: location }, 201)
}

function refusedField(error: unknown): FieldErrors | null {
  if (!(error instanceof Refusal) || error.status !== 422 || !error.field) return null
  return { [error.field === 'on' ? 'receivedOn' : error.field]: error.message }
}
