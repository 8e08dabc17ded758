import { z } from '@hono/zod-openapi'
import { acceptFiles } from '#core/casework/index.ts'
import { type Api, addOperation } from '#core/interface/index.ts'
import { readSent, type Sent } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import { countTry } from '#platform/http/rate-limit.ts'
import { notFound } from '#platform/refusal.ts'
import type { Option, OptionGroup } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { letterChoices } from '../letter-choices.ts'
import { filings, toOnePhone, tries } from '../writing/filing-limits.ts'
import { blankLetter, letterSchema, parseLetter, type TypedLetter } from '../writing/letter-form.tsx'
import { receiptOf } from '../writing/receipt.ts'
import { codeOfForm, writeLetter } from '../writing/write-letter.ts'
import { choicesShape, receiptShape } from './shapes.ts'

/** The fields of the form, by its own rules; the codes that may be chosen are those of `letter-choices`. */
const { shape } = letterSchema(new Set(), new Set())
const letterForm = z.object({
  sort: shape.sort.meta({ description: '类别' }),
  title: shape.title.meta({ description: '标题，最多 50 字' }),
  body: shape.body.meta({ description: '内容，10 到 5000 字' }),
  division: shape.division.meta({ description: '事情发生地的区划代码，见 letter-choices', example: '510402' }),
  place: shape.place.optional().meta({ description: '详细地点' }),
  unit: shape.unit.optional().meta({ description: '认为应由哪个单位办（id）；举报的，是被举报单位' }),
  name: shape.name.meta({ description: '怎么称呼您' }),
  phone: shape.phone.meta({ description: '手机号，短信通知和核实用' }),
  publish: shape.publish.optional().meta({ description: '同意遮盖个人信息后公开' }),
  secret: shape.secret.optional().meta({ description: '请为我保密' }),
  relation: shape.relation.optional().meta({ description: '投诉的是自己的单位、学校、村或房东' }),
  idNumberMeant: shape.idNumberMeant.optional().meta({ description: '信里的身份证号码确实要写' }),
})

const example = {
  sort: 'help',
  title: '炳草岗大街路灯不亮',
  body: '从上周五开始，炳草岗大街公交站旁的三盏路灯都不亮，晚上看不清路，请派人看看。',
  division: '510402',
  name: '王女士',
  phone: '13800000001',
  publish: true,
}

export function addWritingOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: '/api/v1/letter-choices',
      group: '写信',
      summary: '写信时可选的地点和单位',
      answer: { description: '区划代码、单位 id 和各类别的答复期限', schema: choicesShape },
    },
    async (c) => {
      const { divisions, units, answerWithin } = await letterChoices(c.get('house'))
      return c.json({ divisions: flat(divisions), units: flat(units), answerWithin })
    },
  )
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiLetters(),
      group: '写信',
      summary: '写一封信',
      description:
        '不用密钥，和网页上的表单一样的规则、一样的次数限制。答 201，Location 是查进度的网址；编号和查询码请一起保管。带附件的用 multipart/form-data。',
      body: { form: letterForm, takesFiles: true, example },
      answer: { status: 201, description: '信已收到：编号、查询码和最迟答复日期', schema: receiptShape },
    },
    async (c) => {
      const house = c.get('house')
      await countTry(house, tries, c.get('address'))
      const sent = await readSent(c, letterForm, true)
      const parsed = parseLetter(typedLetter(sent), await letterChoices(house))
      if (!parsed.ok) throw invalidBody(inBody(parsed.errors))
      let fileIds: string[] = []
      const formKeyOf = (owner: string) => `${owner}:${sent.fingerprint.toString('base64url')}`
      const stored = await onceForKey(c, sent.fingerprint, {
        before: async (owner) => {
          // A unit's own system, which brings the letters of many, is limited by its key instead.
          if (!c.get('apiKey')) await countTry(house, filings, c.get('address'))
          await countTry(house, toOnePhone, parsed.letter.phone)
          fileIds = await acceptFiles(house, sent.files, formKeyOf(owner))
        },
        act: async (tx, owner) => {
          const from = { formKey: formKeyOf(owner), fileIds }
          const filed = await writeLetter({ ...house, db: tx }, c.get('actor'), parsed.letter, from)
          return { status: 201, location: urls.apiMatter(filed.number) }
        },
      })
      const number = stored.location.slice(urls.apiMatter('').length)
      const receipt = await receiptOf(house, { number, code: codeOfForm(house, formKeyOf(stored.owner)) })
      if (!receipt) throw notFound('来信')
      const { title, classTitle: className, desk, latestOn, isExact, provisional, emergency, code: queryCode } = receipt
      c.header('Cache-Control', 'no-store')
      c.header('Location', stored.location)
      const matter = stored.location
      return c.json(
        { number, queryCode, title, className, desk, latestOn, isExact, provisional, emergency, matter },
        201,
      )
    },
  )
}

/** As a form would have sent it; a value of another type is named. */
function typedLetter({ fields }: Sent): TypedLetter {
  const typed: Record<string, string | boolean> = { ...blankLetter }
  const errors: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) continue
    if (typeof value === typeof typed[name]) typed[name] = value as string | boolean
    else errors[name] = `“${name}”应是${typeof typed[name] === 'boolean' ? ' true 或 false' : '文字'}。`
  }
  if (Object.keys(errors).length > 0) throw invalidBody(inBody(errors))
  return typed as TypedLetter
}

const flat = (options: (Option | OptionGroup)[]) =>
  options.flatMap((entry): (Pick<Option, 'value' | 'label'> & { group: string | null })[] =>
    'options' in entry
      ? entry.options.map(({ value, label }) => ({ value, label, group: entry.label }))
      : [{ value: entry.value, label: entry.label, group: null }],
  )
