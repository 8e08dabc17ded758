import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { citation, loadRules } from '#core/calendar/index.ts'
import {
  ChoiceField,
  type DeskAct,
  defineDesk,
  maybeWords,
  NotFilled,
  type OpenedMatter,
  type Pieces,
  type Reading,
  readForm,
  stepAct,
  WordsField,
} from '#core/casework/index.ts'
import { act, matters } from '#core/matters/index.ts'
import { personNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { DateText, type Description, LinkButton, Section } from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import { feedbackFrom, sources } from './referral.ts'
import { givers } from './referral-kind.ts'
import { referralMarks } from './referral-steps.ts'
import './jobs.ts'
import { mayReadInstruction } from './instruction.ts'
import { referrals } from './tables.ts'

const returnForm = z.object({
  rejectionReason: z.string({ error: '请选择退回的原因。' }).min(1, { error: '请选择退回的原因。' }),
  rejectionText: maybeWords('退回的说明'),
})

/** 验收：the giver says that it is done. */
const acceptAct: DeskAct = {
  noun: 'acceptance',
  command: 'acceptAnswer',
  title: '验收',
  button: '验收通过，销号',
  place: 'main',
  approves: true,
  perform: async ({ house, actor, matterId }) => {
    await act(house, actor, matterId, { type: 'acceptAnswer' })
  },
}

/** 退回：hollow, partial, without evidence; the clock runs on with what was left. */
const rejectAct: DeskAct = {
  noun: 'rejection',
  command: 'rejectAnswer',
  title: '退回重办',
  button: '退回重办',
  place: 'main',
  look: 'secondary',
  form: returnForm,
  fields: { reason: 'rejectionReason', text: 'rejectionText' },
  Fields: (form) => (
    <>
      <ChoiceField form={form} name="rejectionReason" label="退回的原因" options={form.choices.rejectionReasons} />
      <WordsField form={form} name="rejectionText" label="还要做什么" rows={2} required={false} />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { rejectionReason: reason, rejectionText: text } = readForm(returnForm, typed)
    await act(house, actor, matterId, { type: 'rejectAnswer', reason, ...(text && { text }) })
  },
}

/** 交办件办理: the usual desk; its own are the reports to the giver, evidence with the result, acceptance, and the scan that few may open. */
export const referralDesk = defineDesk({
  name: 'referrals',
  kinds: ['referral'],
  words: { matter: '交办件', asker: '交办人', body: '交办要求', ask: '交办机关或领导' },
  urls: deskUrls(urls.deskReferrals()),
  opening: { href: urls.newDeskReferral(), label: '登记交办件', roles: givers },
  hasContact: false,
  markWords: referralMarks,
  stateWords: { answered: '已报结果待验收' },
  acts: {
    without: ['questions', 'merger', 'closure', 'pause', 'resumption'],
    own: [
      acceptAct,
      rejectAct,
      stepAct('referral', 'firstReply', {
        noun: 'first-reply',
        button: '提交首次回复',
        asks: {
          on: '准备哪一天办完',
          text: { label: '办理方案', hint: '怎么办、分几步、每步谁负责', least: 10, most: 2000 },
        },
      }),
      stepAct('referral', 'progress', {
        noun: 'progress',
        place: 'more',
        asks: { text: { label: '进展', hint: '做了什么、还差什么、下一步哪天做', least: 10, most: 2000 } },
      }),
      stepAct('referral', 'stage', {
        noun: 'stage-result',
        place: 'more',
        asks: { text: { label: '阶段性结果', hint: '阶段性办结不算办结，期限照走', least: 10, most: 2000 } },
      }),
    ],
    also: {
      drafts: ({ matter }, { intent }) => {
        if (intent === 'save' || matter.files.some((file) => file.from === 'staff')) return
        throw new NotFilled({
          replyText: '报结果要有证据：请先在“上传办理材料”里上传照片、文件或记录，再提交。您写的内容还在。',
        })
      },
    },
  },
  lists: {
    next: { dispatch: '没有退回待重派的交办件。', answered: '承办单位报来的结果会出现在这里，请验收。' },
  },
  columns: {
    columns: [{ key: 'source', label: '来源', width: 18 }],
    load: async (db, rows) => {
      if (rows.length === 0) return new Map()
      const found = await db
        .select({ id: referrals.matterId, source: referrals.source })
        .from(referrals)
        .where(
          inArray(
            referrals.matterId,
            rows.map(({ id }) => id),
          ),
        )
      return new Map(found.map(({ id, source }) => [id, { source: sources[source] }]))
    },
  },
  pieces: piecesOf,
})

async function piecesOf(house: Reading, actor: StaffActor, { row }: OpenedMatter): Promise<Pieces> {
  const { db } = house
  const [referral] = await db.select().from(referrals).where(eq(referrals.matterId, row.id))
  if (!referral) return {}
  const people = [referral.leaderPersonId, referral.registeredBy].filter((id) => id !== null)
  const [names, rules, origin, mayRead] = await Promise.all([
    personNames(db, house.secrets, people),
    loadRules(db),
    referral.originMatterId
      ? db.select({ number: matters.number }).from(matters).where(eq(matters.id, referral.originMatterId))
      : [],
    mayReadInstruction(db, actor, row.id),
  ])
  const step = referral.lawfulRuleId ? rules.on(referral.lawfulRuleId, referral.instructedOn) : undefined
  const from = referral.feedbackFrom ? `（${feedbackFrom[referral.feedbackFrom]}）` : ''
  const details: (Description | false)[] = [
    { label: '来源', value: `${sources[referral.source]}${from}` },
    referral.paperNumber !== null && { label: '来文字号', value: referral.paperNumber },
    { label: '交办日期', value: <DateText date={referral.instructedOn} /> },
    referral.leaderPersonId !== null && { label: '交办领导', value: names.get(referral.leaderPersonId) ?? '' },
    { label: '登记人', value: names.get(referral.registeredBy) ?? '' },
    step !== undefined && { label: '须经的法定程序', value: `${step.title}（${citation(step)}）` },
    origin[0] !== undefined && {
      label: '督办的原件',
      value: <a href={`/desk/matters/${origin[0].number}`}>{origin[0].number}</a>,
    },
  ]
  return {
    details,
    side: mayRead ? (
      <Section title="批示原件">
        <p>批示是工作秘密：只有指定的人能看，每次打开都有记录，不能下载、不能转发。</p>
        <LinkButton href={urls.deskReferralInstruction(row.number)} variant="secondary">
          打开批示原件
        </LinkButton>
      </Section>
    ) : null,
  }
}
