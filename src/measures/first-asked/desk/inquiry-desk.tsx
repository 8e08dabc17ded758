import { inArray } from 'drizzle-orm'
import { type DeskDeclaration, defineDesk, type OpenedMatter, type Pieces, type Reading } from '#core/casework/index.ts'
import { DutiesSay, dutiesFor, dutyOfMatter } from '#core/duties/index.ts'
import { eventsOf, isAsker, type MatterRow, matters, replay } from '#core/matters/index.ts'
import { personNames, unitDirectory, withBelow } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { DateTimeText, DescriptionList, LinkButton, Section } from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import { inquiryMarks } from '../inquiry.ts'
import '../inquiry-kind.ts'
import { watchOfMatter } from '../watches/watches.ts'
import { declineAct } from './decline-act.tsx'
import { disputeAct, settleAct } from './dispute-acts.ts'
import { guideAct } from './guide-act.tsx'
import { takeUpAct } from './take-up-act.ts'

export const inquiryWords: DeskDeclaration['words'] = {
  matter: '首问事项',
  asker: '问事人',
  body: '问的事',
  openedAt: '登记时间',
}

const deciding = ['head', 'leader', 'supervisor']

/** 首问事项办理: no dispatcher and no approval; led on from unit to unit, and disputes decided. */
export const inquiryDesk = defineDesk({
  name: 'inquiries',
  kinds: ['inquiry'],
  words: inquiryWords,
  urls: deskUrls(urls.deskInquiries()),
  opening: {
    href: urls.deskContacts(),
    label: '首问登记',
    roles: ['clerk', 'handler', 'head', 'dispatcher', 'discipline'],
  },
  stateWords: { opened: '待接着办', dispatched: '待签收' },
  markWords: inquiryMarks,
  acts: {
    without: ['dispatch', 'return', 'merger', 'closure', 'approval', 'draft-return', 'drafts'],
    own: [takeUpAct, settleAct, guideAct, declineAct, disputeAct],
  },
  lists: {
    without: ['dispatch', 'approve'],
    next: {
      sign: '别的单位转来、请您单位协助的事会出现在这里。',
      waiting: '您转出去、还没有人接的，和别的单位正在办的，会出现在这里。',
    },
    own: [
      {
        id: 'disputes',
        label: '待裁定',
        next: '没有等本单位裁定由谁办的事。',
        order: 'due',
        where: ({ actor, units }) =>
          inArray(
            matters.deciderUnitId,
            actor.roles
              .filter(({ role }) => deciding.includes(role))
              .flatMap(({ unitId }) => withBelow(units, unitId).map(({ id }) => id))
              .concat(nowhere),
          ),
        todayFor: deciding,
      },
      {
        id: 'asked',
        label: '本单位提出的',
        next: '请别的单位协助的事会出现在这里。',
        order: 'opened',
        where: ({ actor }) => inArray(matters.askerUnitId, actor.roles.map(({ unitId }) => unitId).concat(nowhere)),
      },
    ],
  },
  tell: (event, names) => {
    if (event.type === 'opened') return { title: '首问登记' }
    // Whoever was asked has it at once: that needs no line.
    if (event.type === 'dispatched' && !event.data.binding) return null
    if (event.type === 'dispatched')
      return { title: `裁定由${names.unit(event.data.unitId)}办理`, text: event.data.text, note: '不能再退' }
    if (event.type === 'signed' && !event.data.silent) return { title: `${names.unit(event.data.unitId)}承办` }
    return undefined
  },
  choices: async ({ db }, _, row) => ({ declined: await declinedOf({ db }, row) }),
  pieces: piecesOf,
})

const nowhere = ['00000000-0000-7000-8000-000000000000']

/** Units that were asked and did not take it. */
async function declinedOf({ db }: Pick<Reading, 'db'>, row: MatterRow): Promise<{ value: string; label: string }[]> {
  if (row.returns === 0) return []
  const [state, units] = [replay(row.id, await eventsOf(db, row.id)), await unitDirectory(db)]
  return state.declined.map((id) => ({ value: id, label: units.get(id)?.shortName ?? '原单位' }))
}

async function piecesOf(house: Reading, actor: StaffActor, { row, state, matter }: OpenedMatter): Promise<Pieces> {
  const { db } = house
  const units = await unitDirectory(db)
  const isUndecided = state.dispute !== null || state.declined.length > 0
  const [watch, ruled, duties] = await Promise.all([
    watchOfMatter(db, row.id),
    dutyOfMatter(db, row.id),
    isUndecided || state.state === 'inProgress' ? dutiesFor(db, matter.body) : [],
  ])
  const names = await personNames(db, house.secrets, watch ? [watch.personId] : [])
  const nameOf = (id: string) => units.get(id)?.shortName ?? '原单位'
  return {
    actions: isAsker(actor, state) && (
      <LinkButton href={urls.followMatter(row.number)} variant="secondary">
        以提出单位身份看进度、确认结果
      </LinkButton>
    ),
    details: [{ label: '提出单位', value: row.askerUnitId ? nameOf(row.askerUnitId) : null }].filter(
      ({ value }) => value !== null,
    ) as { label: string; value: string }[],
    side: (
      <>
        <Section title="谁盯着">
          <DescriptionList
            items={[
              { label: '盯办', value: watch ? `${nameOf(watch.unitId)} ${names.get(watch.personId) ?? ''}` : '已结束' },
              watch && { label: '从', value: <DateTimeText at={watch.since} /> },
              state.dispute && {
                label: '等待裁定',
                value: `${nameOf(state.dispute.deciderUnitId)}（${nameOf(state.holder.unitId)}与${nameOf(state.dispute.unitId)}）`,
              },
              ruled && { label: '已写进职责目录', value: <a href={urls.duty(ruled.id)}>{ruled.subject}</a> },
            ]}
          />
        </Section>
        {duties.length > 0 && <DutiesSay duties={duties} hasWords />}
      </>
    ),
  }
}
