import { eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  type Choice,
  chooseUnit,
  type DeskDeclaration,
  type Doing,
  defineDesk,
  NotFilled,
  type Reading,
  stepAct,
  type Typed,
} from '#core/casework/index.ts'
import { type MatterRow, type MatterState, matters, readMatter } from '#core/matters/index.ts'
import { staffAt, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { deskUrls, urls } from '#urls.ts'
import { acceptanceOf, explained, isReview, recused, sources } from '../petition.ts'
import '../petition-kind.ts'
import { officeOfActor } from '../register-petition.ts'
import { petitions } from '../tables.ts'
import { disputeAct, settleAct } from './dispute-acts.ts'
import { opinionAct } from './opinion-act.tsx'
import { petitionLists } from './petition-lists.ts'
import { piecesOf } from './petition-pieces.tsx'
import { recuseAct } from './recuse-act.tsx'
import { bulkRoute, routeAct } from './route-act.tsx'

export const petitionWords: DeskDeclaration['words'] = {
  matter: '信访事项',
  asker: '信访人',
  body: '事实和理由',
  ask: '投诉请求',
  openedAt: '登记时间',
}

export const petitionMarks = { emergency: '紧急', objected: '有异议待答复' } as const

/** Who registers at the office. */
export const registrars = ['handler', 'head', 'clerk', 'dispatcher'] as const

const told = { least: 10, most: 2000 }

/** 信访事项办理: no return but an objection, no rating that ends it; the opinion letter in the parts of the law, and its delivery. */
export const petitionDesk = defineDesk({
  name: 'petitions',
  kinds: ['petition'],
  words: petitionWords,
  urls: deskUrls(urls.deskPetitions()),
  opening: {
    href: urls.newDeskPetition(),
    label: '登记信访事项',
    roles: registrars,
    isFor: (actor, units) => officeOfActor(actor, units) !== null,
  },
  stateWords: { opened: '待转送', answered: '意见书待送达' },
  markWords: petitionMarks,
  // 检举控告 goes another way and becomes something else only by the petitioner's own word.
  reclassBar: () => '类别在转送时更改；检举控告不能与其他类别互改，请信访人另行提出。',
  pauseGrounds: [{ value: 'hearing', label: '听证' }],
  acts: {
    without: ['return', 'review', 'classification', 'merger', 'closure', 'reopening', 'answer'],
    own: [
      stepAct('petition', 'consent', {
        noun: 'objection-reply',
        asks: { choice: '核实结果', text: { label: '核实的情况', least: 5, most: 1000 } },
      }),
      settleAct,
      routeAct,
      stepAct('petition', 'accept', {
        noun: 'acceptance-notice',
        button: '告知受理',
        asks: { text: { label: '告知信访人', hint: '收到了什么、由谁办、怎么办、什么时候有结果', ...told } },
      }),
      stepAct('petition', 'deliver', {
        noun: 'delivery',
        button: '登记送达',
        asks: { choice: '怎么送达的', on: '信访人收到的日期' },
      }),
      opinionAct,
      stepAct('petition', 'object', {
        noun: 'objection',
        place: 'more',
        asks: {
          text: {
            label: '理由',
            hint: (rule) => `收到之日起${rule('PET-4').span}内；信访部门核实同意后，才交还材料。写明依据和应由谁办`,
            ...told,
          },
        },
      }),
      stepAct('petition', 'leadIn', {
        noun: 'lead-in',
        place: 'more',
        approves: true,
        asks: {
          choice: '应走的程序',
          text: { label: '告知信访人', hint: '向哪个机关、怎样提出、有什么期限', ...told },
        },
      }),
      stepAct('petition', 'notAccept', {
        noun: 'refusal',
        place: 'more',
        look: 'danger',
        approves: true,
        asks: { choice: '理由', text: { label: '告知信访人', hint: '为什么，可以向哪里提出', ...told } },
      }),
      disputeAct,
      recuseAct,
    ],
    also: { 'hand-over': refuseReviewed },
  },
  bulkDispatch: bulkRoute,
  explain: explained,
  dateWords: (state) => ({ due: dueWord(state), dispatch: '转送期限' }),
  lists: {
    without: ['dispatch'],
    own: petitionLists,
    next: {
      sign: (rule) => `信访部门转送、交办来的会出现在这里；收到之日起${rule('PET-3').span}内告知信访人。`,
      answered: '已经出具意见书的会出现在这里；送达以后请登记。',
    },
  },
  columns: {
    columns: [
      { key: 'source', label: '来源', width: 20 },
      { key: 'national', label: '全国信访信息系统编号', width: 24 },
    ],
    load: async (db, rows) => {
      if (rows.length === 0) return new Map()
      const found = await db
        .select({ id: petitions.matterId, source: petitions.source, national: petitions.nationalNumber })
        .from(petitions)
        .where(
          inArray(
            petitions.matterId,
            rows.map(({ id }) => id),
          ),
        )
      return new Map(
        found.map(({ id, source, national }) => [id, { source: sources[source], national: national ?? '' }]),
      )
    },
  },
  tell: (event, names) => {
    // Where it is from the first moment needs no line.
    if (event.type === 'dispatched' && event.actor.kind === 'system') return null
    if (event.type === 'dispatched' && !event.data.binding)
      return { title: `转送${names.unit(event.data.unitId)}`, text: event.data.text }
    if (event.type === 'dispatchReturned') return { title: `收回材料，由信访部门另行转送` }
    // Freed by a recusal: said in the line before.
    if (event.type === 'handOverAccepted' && event.data.personId === null) return null
    // The objection and its answer say so themselves.
    if (event.type === 'marked' && event.data.mark === 'objected') return null
    if (event.type !== 'stepped') return undefined
    const { step, choice, text } = event.data
    if (step === 'route' && choice === 'forward') return null
    if (step === 'recuse') return { title: `${names.person(choice) || '工作人员'}回避`, text }
    return undefined
  },
  choices: choicesFor,
  pieces: piecesOf,
})

/** Before the acceptance the date is that of telling the petitioner. */
const dueWord = (state: MatterState): string =>
  isReview(state.class) || acceptanceOf(state) ? '出具意见期限' : '告知是否受理期限'

/** 复查 and 复核 are not done by those whose opinion is looked at (第35、36条). */
function refuseReviewed({ choices }: Doing, typed: Typed): void {
  const reviewed = choices.own.reviewed ?? []
  if (reviewed.length === 0 || !typed.handOverUnit?.trim()) return
  const { id, shortName } = chooseUnit('handOverUnit', typed.handOverUnit, choices.units)
  if (reviewed.some(({ value }) => value === id))
    throw new NotFilled({ handOverUnit: `${shortName}就是出具原意见的单位，不能办理对自己的复查、复核，请另选单位。` })
}

/** Units whose opinion is looked at; empty for what is no 复查 or 复核. */
async function reviewedBy({ db }: Reading, matterId: string): Promise<Choice[]> {
  const about = alias(matters, 'about')
  const found = await db
    .select({ unitId: about.holderUnitId })
    .from(petitions)
    .innerJoin(about, eq(about.id, petitions.aboutId))
    .where(eq(petitions.matterId, matterId))
  return found.map(({ unitId }) => ({ value: unitId, label: unitId }))
}

/** What the forms of own acts choose from, and whether it is accepted: the opinion comes after that. */
async function choicesFor(
  house: Reading,
  actor: StaffActor,
  row: MatterRow,
): Promise<Readonly<Record<string, readonly Choice[]>>> {
  if (row.kind !== 'petition') return {}
  const [read, reviewed, units, colleagues] = await Promise.all([
    readMatter(house.db, actor, row.id),
    isReview(row.class) ? reviewedBy(house, row.id) : [],
    unitDirectory(house.db),
    staffAt(house, house.db, row.holderUnitId, ['handler', 'head', 'discipline', 'clerk', 'dispatcher']),
  ])
  if (!read) return {}
  const away = recused(read.state)
  const others = colleagues.filter(({ personId }) => personId !== actor.personId && !away.includes(personId))
  return {
    reviewed,
    accepted: acceptanceOf(read.state) ? [{ value: 'accepted', label: '已受理' }] : [],
    declined: read.state.declined.map((id) => ({ value: id, label: units.get(id)?.shortName ?? '原单位' })),
    recusable: [
      { value: actor.personId, label: `本人（${actor.name}）` },
      ...others.map(({ personId, name }) => ({ value: personId, label: name })),
    ],
  }
}
