import { eq } from 'drizzle-orm'
import { loadRules, rulesInWords } from '#core/calendar/index.ts'
import { definePapers, type PaperMoment } from '#core/casework/index.ts'
import { paperRoutes } from '#core/following/index.ts'
import { groupNumber, kindOf } from '#core/matters/index.ts'
import type { Unit } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { urls } from '#urls.ts'
import { isAnswerChoice } from '../answer-types.ts'
import { followNumber } from '../following/follow-number.ts'
import { opinionRule, readCode } from '../parties.ts'
import { letterCode, type NamedParty, namedParties } from '../party-names.ts'
import { disclosures } from '../tables.ts'
import { type PaperKind, type PaperSource, paperBlocks, paperTitle } from './paper-words.ts'
import { receivedDays } from './received-days.ts'

/** The papers of an application: the letters to third parties are the desk's, the applicant has all others. */
export const disclosurePapers = definePapers<PaperKind>({
  matter: 'disclosure',
  task: 'disclosure:issue-papers',
  kinds: {
    correction: { title: '政府信息公开申请补正告知书', class: '补正', for: 'asker' },
    extension: { title: '延长答复期限告知书', class: '延期', for: 'asker' },
    reasons: { title: '说明申请理由通知书', class: '理由', for: 'asker' },
    delay: { title: '延迟答复告知书', class: '延迟', for: 'asker' },
    fee: { title: '信息处理费收费通知书', class: '收费', for: 'asker' },
    waiver: { title: '信息处理费减免告知书', class: '减免', for: 'asker' },
    answer: { title: '政府信息公开申请答复书', class: '公开答复', for: 'asker' },
    consultation: { title: '征求意见书', class: '征求意见', for: 'staff' },
    told: { title: '决定公开告知书', class: '第三方告知', for: 'staff' },
  },
  events: { answered: 'answer', extensionApproved: 'extension' },
  steps: {
    correction: 'correction',
    askReasons: 'reasons',
    delay: 'delay',
    feeNotice: 'fee',
    feeWaived: 'waiver',
    consult: 'consultation',
    partyTold: 'told',
  },
  write: async (moment, house) => {
    const party = await partyAt(house, moment)
    const source = await sourceOf(house, moment, party)
    const isOutside = moment.kind === 'consultation' || moment.kind === 'told'
    return {
      title: paperTitle(source),
      to: isOutside ? (party?.name ?? '第三方') : '尊敬的申请人',
      blocks: paperBlocks(source),
    }
  },
})

export const disclosurePaperRoutes = paperRoutes(disclosurePapers, {
  number: followNumber,
  desk: urls.deskDisclosurePaper,
})

async function sourceOf(
  house: House,
  { row, event, then, unit, units, filed, datedOn, ...moment }: PaperMoment<PaperKind>,
  party: NamedParty | null,
): Promise<PaperSource> {
  const { db, config } = house
  const [rules, [kept]] = await Promise.all([
    loadRules(db),
    db.select().from(disclosures).where(eq(disclosures.matterId, row.id)),
  ])
  const rule = rulesInWords(rules, datedOn)
  const choice = event.type === 'answered' ? (event.data.choice ?? '') : ''
  return {
    ...moment,
    title: filed('title') || '公开申请',
    number: groupNumber(row.number),
    ...receivedDays(then, config.timeZone),
    on: event.type === 'stepped' && event.data.on ? Temporal.PlainDate.from(event.data.on) : null,
    extensionGround: kindOf(row.kind).extensionGrounds[moment.extensionGround] || '情况复杂',
    answer: kept && isAnswerChoice(choice) ? { choice, decision: decisionOf(kept) } : null,
    letter: party && {
      number: groupNumber(party.number),
      code: letterCode(house, party.number).replace(/(\d{3})(?=\d)/g, '$1 '),
      address: `${config.publicUrl ?? `http://${config.host}:${config.port}`}${urls.disclosureOpinion()}`,
      isAgency: party.kind === 'agency',
      days: rule(opinionRule(party.kind)).span,
    },
    reviewBody: reviewBodyOf(unit, units),
    reviewWithin: rule('INF-22').span,
  }
}

const decisionOf = (kept: typeof disclosures.$inferSelect) => ({
  ground: kept.decisionGround,
  place: kept.decisionPlace,
  agency: kept.decisionAgency,
  law: kept.decisionLaw,
})

/** Whom a letter goes to, as its step names them. */
async function partyAt(
  house: House,
  { row, event }: Pick<PaperMoment<PaperKind>, 'row' | 'event'>,
): Promise<NamedParty | null> {
  const { serial } = readCode(event.type === 'stepped' ? event.data.choice : null)
  return serial ? ((await namedParties(house, row.id)).find((one) => one.serial === serial) ?? null) : null
}

/** 复议机关 (行政复议法 第24条): of a department its government; of a government the one above; of what is led from above its own superior. */
function reviewBodyOf(unit: Unit, units: ReadonlyMap<string, Unit>): string {
  if (unit.name.startsWith('国家')) return '上一级主管部门'
  const above = unit.ancestors.map((id) => units.get(id)).find((one) => one?.kind === 'government')
  if (unit.kind === 'government' || unit.kind === 'office')
    return above && unit.kind === 'government' ? above.name : '上一级人民政府'
  return above?.name ?? '有管辖权的行政复议机关'
}
