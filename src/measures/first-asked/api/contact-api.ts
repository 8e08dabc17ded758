import { z } from '@hono/zod-openapi'
import { chooseUnit, NotFilled, readForm } from '#core/casework/index.ts'
import { type Api, addOperation, callerWith } from '#core/interface/index.ts'
import { allUnits } from '#core/people/index.ts'
import { readSent, typedOf } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import { urls } from '#urls.ts'
import { askUnit, requestForm } from '../contacts/ask-unit.ts'
import { contactWays, guideWays, outcomes, readAsker } from '../contacts/contact.ts'
import { blankContact, lengths, readContact, type TypedContact } from '../contacts/contact-form.ts'
import { countSpotAnswer } from '../contacts/count-spot-answer.ts'
import { findColleague } from '../contacts/find-colleague.ts'
import { codeOfForm, type Registered, registerContact } from '../contacts/register-contact.ts'
import { contactUnit } from '../contacts/units-of-actor.ts'
import { refusedInBody } from './refused-in-body.ts'
import { scopes } from './scopes.ts'

const group = '首问登记'

const spotForm = z.object({
  way: z.enum(contactWays).openapi({ description: 'counter 窗口，phone 电话，desk 办公室，between 其他单位' }),
  unit: z.uuid().optional().openapi({ description: '在哪个单位接待；一个单位的不用写' }),
})

const contactForm = z.object({
  who: z.string().max(lengths.who).optional().openapi({ description: '称呼、手机号、票号；不愿意说的不写' }),
  what: z.string().max(lengths.what).openapi({ description: '问什么，一句话' }),
  way: z
    .enum(contactWays)
    .openapi({ description: '从哪里来：counter 窗口，phone 电话，desk 办公室，between 其他单位' }),
  outcome: z
    .enum(outcomes)
    .exclude(['spot'])
    .openapi({ description: 'look 查清再答，handle 我来办，guide 引导并跟进；当场答复的用 spot-answers' }),
  guideUnit: z.string().optional().openapi({ description: '引导到哪个单位：名称、简称、拼音首字母或 id' }),
  guidePerson: z.string().optional().openapi({ description: '找谁：姓名或工号' }),
  guideWay: z
    .enum(guideWays)
    .optional()
    .openapi({ description: '怎么引导：lead 带路或请对方来人接，call 电话接通三方说清，online 网上转办' }),
  unit: z.uuid().optional().openapi({ description: '在哪个单位接待；一个单位的不用写' }),
})

const registered = z
  .object({
    number: z.string(),
    code: z.string().openapi({ description: '查询码，只在这里给这一次' }),
    follow: z.string(),
  })
  .openapi('Contact')

/** What a call system, a queue or a counter's own system records. */
export function addContactOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiSpotAnswers(),
      group,
      summary: '记一次当场答复',
      description: '叫号机、话务系统每答完一位调一次。只记单位、日期和从哪里来。',
      needs: { scope: scopes.count },
      body: { form: spotForm, example: { way: 'counter' } },
      answer: { status: 201, description: '记下了', schema: z.object({ way: z.string() }) },
    },
    async (c) => {
      const house = c.get('house')
      const actor = callerWith(c, scopes.count)
      const sent = await readSent(c, spotForm)
      const read = spotForm.safeParse(sent.fields)
      if (!read.success) throw invalidBody(inBody({ way: '请写明从哪里来：counter、phone、desk 或 between。' }))
      const unitId = contactUnit(actor, read.data.unit ?? '')
      await onceForKey(c, sent.fingerprint, {
        act: async (tx) => {
          await countSpotAnswer({ ...house, db: tx }, { unitId, way: read.data.way })
          return { status: 201, location: urls.apiSpotAnswers() }
        },
      })
      return c.json({ way: read.data.way }, 201)
    },
  )
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiContacts(),
      group,
      summary: '首问登记',
      description: '登记的人是首问责任人。引导的，同时转给对方单位，对方接下之前仍由登记的人负责。',
      needs: { scope: scopes.work },
      body: {
        form: contactForm,
        example: { who: '王女士 13812345678', what: '给老人办高龄补贴要带什么', way: 'counter', outcome: 'look' },
      },
      answer: { status: 201, description: '编号和查询码', schema: registered },
    },
    async (c) => {
      const house = c.get('house')
      const actor = callerWith(c, scopes.work)
      const sent = await readSent(c, contactForm)
      const typed: TypedContact = { ...blankContact, ...typedOf(sent) }
      if (typed.outcome === 'spot') throw invalidBody(inBody({ outcome: '当场答复的不用登记，用 spot-answers 计数。' }))
      const read = readContact(typed)
      if (!read.ok) throw invalidBody(inBody(read.errors))
      const { contact } = read
      let made: Registered | null = null
      const done = await refusedInBody(async () => {
        const units = (await allUnits(house.db)).filter(({ active }) => active)
        const guideUnit = contact.outcome === 'guide' ? chooseUnit('guideUnit', contact.guideUnit, units).id : null
        const found = guideUnit ? await findColleague(house, guideUnit, contact.guidePerson) : null
        if (found && !found.ok) throw new NotFilled({ guidePerson: found.message })
        return onceForKey(c, sent.fingerprint, {
          act: async (tx, owner) => {
            made = await registerContact({ ...house, db: tx }, actor, {
              unitId: contactUnit(actor, typed.unit),
              contact,
              asker: readAsker(contact.who),
              askerUnitId: contact.way === 'between' ? chooseUnit('who', contact.who, units).id : null,
              guideTo: guideUnit && found?.ok ? { unitId: guideUnit, personId: found.personId } : null,
              startId: null,
              formKey: owner,
            })
            return { status: 201, location: urls.followMatter(made.number) }
          },
        })
      }, fieldOf)
      const number = (made as Registered | null)?.number ?? done.location.split('/').at(-1) ?? ''
      return c.json({ number, code: codeOfForm(house, done.owner), follow: urls.followMatter(number) }, 201)
    },
  )
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiUnitRequests(),
      group,
      summary: '请别的单位协助（单位之间）',
      needs: { scope: scopes.work },
      body: {
        form: requestForm.extend({ unit: z.string().openapi({ description: '请哪个单位' }) }),
        example: { unit: '市水利局', what: '请提供炳草岗片区供水管线图，用于道路维修。' },
      },
      answer: { status: 201, description: '编号和查询码', schema: registered },
    },
    async (c) => {
      const house = c.get('house')
      const actor = callerWith(c, scopes.work)
      const sent = await readSent(c, requestForm.extend({ unit: z.string() }))
      const typed = typedOf(sent)
      const done = await refusedInBody(async () => {
        const units = (await allUnits(house.db)).filter(({ active }) => active)
        const toUnitId = chooseUnit('unit', typed.unit, units).id
        const { what } = readForm(requestForm, typed)
        return onceForKey(c, sent.fingerprint, {
          act: async (tx, owner) => {
            const asked = { fromUnitId: contactUnit(actor, ''), toUnitId, what, formKey: owner }
            const { number } = await askUnit({ ...house, db: tx }, actor, asked)
            return { status: 201, location: urls.followMatter(number) }
          },
        })
      }, fieldOf)
      const number = done.location.split('/').at(-1) ?? ''
      return c.json({ number, code: codeOfForm(house, done.owner), follow: urls.followMatter(number) }, 201)
    },
  )
}

/** The verb's fields as the body names them. */
const fieldOf: Record<string, string> = { unitId: 'guideUnit', personId: 'guidePerson', text: 'what' }
