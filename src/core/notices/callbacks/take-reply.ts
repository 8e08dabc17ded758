import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { countTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { Refusal } from '#platform/refusal.ts'
import { queueNotice } from '../queue-notice.ts'
import { addressHash } from '../sealed.ts'
import { noticeCallbacks, noticeStops, notices } from '../tables.ts'
import { defineTemplates, type Variables } from '../template.ts'
import { type Reply, readReply } from './reply.ts'
import { takeOnce } from './take-once.ts'

/** A house whose database is the transaction in which the reply takes effect. */
export type Replying = Omit<House, 'db'> & { db: Transaction }

/** To whom the notice went that is answered, and about what. */
export type Answered = { matterId: string; personId: string | null; contactId: string | null }

/** What goes back: a template, or nothing where the act itself tells. null: not theirs to answer, or not understood. */
export type ReplyAnswer = { template: string; variables: Variables } | 'told' | null

type Verb = (house: Replying, answered: Answered, reply: Reply) => Promise<ReplyAnswer>

const verbs = new Map<string, Verb>()

/** A room takes the replies to its own messages: those whose template begins with `prefix`. It throws a `Refusal` as to a form. */
export function defineReplies(prefix: string, verb: Verb): void {
  verbs.set(prefix, verb)
}

export const smsReply = z.object({
  messageId: z.string().min(1).max(100),
  from: z.string().regex(/^1\d{10}$/),
  text: z.string().max(2000),
})

defineTemplates({
  'notices.help': {
    version: 1,
    title: '短信怎么回复',
    legal: true,
    echo: true,
    sample: {},
    sms: () =>
      '没有看懂您的回复。评价请回复数字：5很满意，4满意，3一般，2不满意，1很不满意；没解决请回复“未解决”并写上原因；查进度回复CX；不再接收非必要短信回复TD。',
  },
  'notices.stopped': {
    version: 1,
    title: '已停发非必要短信',
    legal: true,
    echo: true,
    sample: {},
    sms: () => '已为您停发非必要的短信。您办的事依法必须告知的消息仍会发送。想恢复请回复HF，',
  },
  'notices.resumed': {
    version: 1,
    title: '已恢复短信',
    legal: true,
    echo: true,
    sample: {},
    sms: () => '已为您恢复短信提醒。',
  },
  'notices.replyRefused': {
    version: 1,
    title: '回复没有办成',
    legal: true,
    echo: true,
    sample: { sentence: '您已评价过，感谢您的反馈。' },
    sms: (v) => `${v.sentence}`,
  },
})

/** 本市自定: a machine that answers our messages must not talk with ours for ever. */
const answersToOne: RateLimit = { name: 'sms-answers', points: 10, seconds: 3600, sentence: '回复太多' }
const helpToOne: RateLimit = { name: 'sms-help', points: 2, seconds: 3600, sentence: '回复太多' }

/**
 * A reply by SMS: it belongs to the newest notice about a matter that went to this number and that a room takes replies to. Effect,
 * answer and the spent message id are one transaction. @returns false for a message id that was taken before
 */
export async function takeReply(house: House, { messageId, from, text }: z.infer<typeof smsReply>): Promise<boolean> {
  const typed = readReply(text)
  const mayAnswer = await isWithin(house, answersToOne, from)
  const mayHelp = mayAnswer && (await isWithin(house, helpToOne, from, typed.kind === 'other'))
  const at = house.clock.now()
  return house.db.transaction(async (tx) => {
    const callback = { source: 'sms-reply', messageId }
    if (!(await takeOnce(tx, { ...callback, outcome: typed.kind, at }))) return false
    const { answer, matterId } = await effectOf({ ...house, db: tx }, from, typed)
    if (matterId) {
      await tx
        .update(noticeCallbacks)
        .set({ matterId })
        .where(and(eq(noticeCallbacks.source, callback.source), eq(noticeCallbacks.messageId, messageId)))
    }
    const isHelp = answer === null
    if (answer === 'told' || !(isHelp ? mayHelp : mayAnswer)) return true
    const { template, variables } = answer ?? { template: 'notices.help', variables: {} }
    await queueNotice(tx, house, { template, variables, to: { phone: from }, at, ...(matterId && { matterId }) })
    return true
  })
}

type Effect = { answer: ReplyAnswer; matterId: string | null }

async function effectOf(house: Replying, from: string, typed: ReturnType<typeof readReply>): Promise<Effect> {
  const hash = addressHash(house.secrets, from)
  if (typed.kind === 'stop') {
    await house.db.insert(noticeStops).values({ addressHash: hash, at: house.clock.now() }).onConflictDoNothing()
    return { answer: { template: 'notices.stopped', variables: {} }, matterId: null }
  }
  if (typed.kind === 'resume') {
    await house.db.delete(noticeStops).where(eq(noticeStops.addressHash, hash))
    return { answer: { template: 'notices.resumed', variables: {} }, matterId: null }
  }
  for (const { template, answered } of await answerable(house.db, hash)) {
    const verb = [...verbs].find(([prefix]) => template.startsWith(prefix))?.[1]
    const answer = verb ? await within(house, (inner) => verb(inner, answered, typed)) : null
    if (answer) return { answer, matterId: answered.matterId }
  }
  return { answer: null, matterId: null }
}

/** The newest notices to this number, one a matter. */
async function answerable(tx: Transaction, hash: Buffer): Promise<{ template: string; answered: Answered }[]> {
  const rows = await tx
    .select()
    .from(notices)
    .where(and(eq(notices.addressHash, hash), isNotNull(notices.matterId), eq(notices.state, 'sent')))
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(50)
  return rows.flatMap(({ matterId, template, toPersonId, toContactId }) =>
    matterId && (toPersonId || toContactId)
      ? [{ template, answered: { matterId, personId: toPersonId, contactId: toContactId } }]
      : [],
  )
}

/** In a savepoint: what a room refuses leaves nothing behind, and its sentence is the answer. */
async function within(house: Replying, work: (inner: Replying) => Promise<ReplyAnswer>): Promise<ReplyAnswer> {
  try {
    return await house.db.transaction((tx) => work({ ...house, db: tx }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { template: 'notices.replyRefused', variables: { sentence: error.message } }
  }
}

async function isWithin(house: House, limit: RateLimit, from: string, isCounted = true): Promise<boolean> {
  if (!isCounted) return true
  try {
    await countTry(house, limit, from)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
