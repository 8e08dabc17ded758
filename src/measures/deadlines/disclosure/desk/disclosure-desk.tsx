import { eq, inArray } from 'drizzle-orm'
import { fullDayText } from '#core/calendar/index.ts'
import {
  type Choice,
  type DeskDeclaration,
  defineDesk,
  type OpenedMatter,
  PaperList,
  type Pieces,
  type Reading,
  type Told,
} from '#core/casework/index.ts'
import type { EventData, MatterRow } from '#core/matters/index.ts'
import { eventsOf, matters, replay } from '#core/matters/index.ts'
import { personNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { Button, DateText, type Description, NumberText, Section } from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import { groundWords, isRefusalGround } from '../answer-types.ts'
import { applicants, channels, documents, forms, isCode, ways } from '../disclosure.ts'
import { receivers } from '../disclosure-kind.ts'
import { feeMethods } from '../fee.ts'
import { disclosurePapers } from '../papers/disclosure-papers.ts'
import { opinions, partiesOf, partyKinds, readCode } from '../parties.ts'
import { type NamedParty, namedParties } from '../party-names.ts'
import { disclosureFees, disclosures } from '../tables.ts'
import { consultAct, letterReceivedAct, opinionAct, partyToldAct } from './consult-acts.tsx'
import { decideAct } from './decide-act.tsx'
import { feeNoticeAct, feePaidAct, feeWaiverAct } from './fee-acts.tsx'
import { maskDocument } from './identity.ts'
import { reviewRecordAct } from './review-act.tsx'
import {
  askReasonsAct,
  correctedAct,
  correctionAct,
  delayAct,
  reasonsGivenAct,
  receiptAct,
  takeUpAct,
} from './step-acts.ts'

export const disclosureWords: DeskDeclaration['words'] = {
  matter: '公开申请',
  asker: '申请人',
  body: '申请的内容',
  openedAt: '提出时间',
  ask: '需要的帮助',
}

export const pauseGrounds: readonly Choice[] = [
  { value: 'correction', label: '等待申请人补正' },
  { value: 'fee', label: '等待缴纳信息处理费' },
  { value: 'third-party', label: '书面征求第三方意见' },
  { value: 'other-agency', label: '征求其他机关意见' },
]

/** 公开申请办理: no dispatcher; receipt, correction, consultation, fee and the sorts of answers are its own. */
export const disclosureDesk = defineDesk({
  name: 'disclosures',
  kinds: ['disclosure'],
  words: disclosureWords,
  urls: deskUrls(urls.deskDisclosures()),
  opening: { href: urls.newDeskDisclosure(), label: '登记公开申请', roles: receivers },
  stateWords: { opened: '待确认收到', dispatched: '待确认收到', closed: '已办结', answered: '已答复' },
  pauseGrounds,
  acts: {
    without: [
      'dispatch',
      'return',
      'merger',
      'closure',
      'pause',
      'resumption',
      'question',
      'joint-invitations',
      'classification',
      'review',
      'reopening',
    ],
    own: [
      receiptAct,
      takeUpAct,
      decideAct,
      letterReceivedAct,
      opinionAct,
      partyToldAct,
      feePaidAct,
      feeWaiverAct,
      correctionAct,
      consultAct,
      correctedAct,
      askReasonsAct,
      reasonsGivenAct,
      delayAct,
      feeNoticeAct,
      reviewRecordAct,
    ],
  },
  lists: {
    without: ['dispatch'],
    next: { sign: '网上提交、还没有确认收到的申请会出现在这里，请当天确认。' },
  },
  columns: {
    columns: [{ key: 'way', label: '方式', width: 18 }],
    load: async (db, rows) => {
      if (rows.length === 0) return new Map()
      const ids = rows.map(({ id }) => id)
      const found = await db
        .select({ id: matters.id, channel: matters.channel })
        .from(matters)
        .where(inArray(matters.id, ids))
      return new Map(found.map(({ id, channel }) => [id, { way: wordOf(channels, channel) }]))
    },
  },
  tell: (event, names) => {
    if (event.type === 'opened') return { title: '提出公开申请' }
    // It is with the unit from the first: that needs no line.
    if (event.type === 'dispatched') return null
    if (event.type === 'signed' && !event.data.silent) return { title: `${names.unit(event.data.unitId)}承办` }
    if (event.type === 'signed') return { title: '逾期没有确认，系统按收到起算' }
    return event.type === 'stepped' ? tellPartyStep(event.data) : undefined
  },
  choices: choicesOf,
  pieces: piecesOf,
})

/** What was done with one of those who are asked: by their serial, as their names stand in 征求意见. */
function tellPartyStep({ step, choice, on, text }: EventData<'stepped'>): Told | undefined {
  const title = partySteps[step]
  if (!title) return undefined
  const { what, serial } = readCode(choice)
  const word = isCode(partyKinds, what) ? partyKinds[what] : isCode(opinions, what) ? opinions[what] : ''
  const note = [`第 ${serial} 位`, word, on && fullDayText(Temporal.PlainDate.from(on))].filter(Boolean).join('，')
  return { title, text, note }
}

const partySteps: Record<string, string> = {
  consult: '征求意见',
  letterReceived: '对方收到征求意见书',
  opinion: '收到意见',
  opinionLapsed: '逾期没有提出意见',
  partyTold: '书面告知第三方决定公开',
}

const wordOf = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code

/** Parties by serial and name; what was drafted of the answer, so that a returned draft comes back filled. */
async function choicesOf(house: Reading, _: StaffActor, row: MatterRow): Promise<Record<string, Choice[]>> {
  const { db } = house
  const [state, parties, [kept]] = [
    replay(row.id, await eventsOf(db, row.id)),
    await namedParties(house, row.id),
    await db.select().from(disclosures).where(eq(disclosures.matterId, row.id)),
  ]
  const steps = new Map(partiesOf(state).map((party) => [party.serial, party]))
  const drafted = {
    answerChoice: state.draft?.choice ?? '',
    answerGround: kept?.decisionGround ?? '',
    answerPlace: kept?.decisionPlace ?? '',
    answerAgency: kept?.decisionAgency ?? '',
    answerLaw: kept?.decisionLaw ?? '',
  }
  return {
    parties: parties.flatMap(({ serial, name, kind }) =>
      steps.has(serial) ? [{ value: String(serial), label: `${name}（${partyKinds[kind]}）` }] : [],
    ),
    drafted: Object.entries(drafted).map(([value, label]) => ({ value, label })),
  }
}

async function piecesOf(
  house: Reading,
  _: StaffActor,
  { row, state, events, inRecord }: OpenedMatter,
): Promise<Pieces> {
  const { db, secrets } = house
  const [kept] = await db.select().from(disclosures).where(eq(disclosures.matterId, row.id))
  if (!kept) return {}
  const [parties, [fee], names] = await Promise.all([
    namedParties(house, row.id),
    db.select().from(disclosureFees).where(eq(disclosureFees.matterId, row.id)),
    personNames(db, secrets, kept.registeredBy ? [kept.registeredBy] : []),
  ])
  const open = (cipher: Buffer | null, column: string) =>
    cipher ? secrets.decrypt(cipher, `disclosures.${column}`) : ''
  const document = open(kept.documentCipher, 'document')
  const organisation = open(kept.organisationCipher, 'organisation')
  const details: (Description | false)[] = [
    {
      label: '申请人类型',
      value: organisation ? `${applicants[kept.applicant]}：${organisation}` : applicants[kept.applicant],
    },
    { label: documents[kept.documentKind], value: document ? maskDocument(document) : '已依法删除' },
    { label: '形式、领取', value: `${forms[kept.formWanted]}，${ways[kept.way]}` },
    { label: '来的方式', value: wordOf(channels, row.channel) },
    kept.registeredBy !== null && { label: '登记人', value: names.get(kept.registeredBy) ?? '' },
    ...decisionDetails(kept),
    fee !== undefined && {
      label: '信息处理费',
      value: `${fee.yuan} 元（${feeMethods[fee.method]}，${fee.quantity}${fee.method === 'pages' ? ' 页' : '，当月第几件'}）${fee.waivedYuan === null ? '' : `，减免 ${fee.waivedYuan} 元`}`,
    },
  ]
  return {
    actions: (
      <form method="post" action={urls.deskDisclosureIdentity(row.number)}>
        <Button variant="quiet">核对证件号码</Button>
      </form>
    ),
    details,
    main: parties.length > 0 ? <Parties parties={parties} state={state} /> : null,
    side: (
      <PaperList
        papers={disclosurePapers.of(events, row.class)}
        inRecord={inRecord}
        hrefOf={(key) => urls.deskDisclosurePaper(row.number, key)}
      />
    ),
  }
}

function decisionDetails(kept: typeof disclosures.$inferSelect): (Description | false)[] {
  const { decisionGround: ground, decisionPlace: place, decisionAgency: agency, decisionLaw: law } = kept
  return [
    ground !== null && isRefusalGround(ground) && { label: '不予公开的依据', value: groundWords(ground) },
    place !== null && { label: '获取途径', value: place },
    agency !== null && { label: '负责的机关、渠道', value: agency },
    law !== null && { label: '特别规定', value: law },
  ]
}

function Parties({ parties, state }: { parties: NamedParty[]; state: OpenedMatter['state'] }) {
  const steps = new Map(partiesOf(state).map((party) => [party.serial, party]))
  return (
    <Section title="征求意见">
      <ol>
        {parties.map(({ serial, name, kind, number }) => {
          const party = steps.get(serial)
          return (
            <li key={serial}>
              {name}（{partyKinds[kind]}），征求意见书编号 <NumberText value={number} />：
              {party?.receivedOn ? (
                <>
                  <DateText date={party.receivedOn} /> 收到，
                </>
              ) : (
                '还没有登记送达，'
              )}
              {opinionWord(party?.opinion ?? null, kind)}
              {party?.isTold && '，已书面告知决定公开'}
            </li>
          )
        })}
      </ol>
      <p class="field-hint">征求意见书在“文书”里，连同书上的编号和回复码一起送达；按上面的顺序叫第 1 位、第 2 位。</p>
    </Section>
  )
}

function opinionWord(opinion: keyof typeof opinions | 'silent' | null, kind: NamedParty['kind']): string {
  if (opinion === null) return '还没有意见'
  if (opinion !== 'silent') return opinions[opinion]
  return kind === 'agency' ? '逾期没有意见，视为同意公开（第34条）' : '逾期没有意见，由行政机关决定（第32条）'
}
