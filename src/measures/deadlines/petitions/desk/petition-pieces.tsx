import { eq } from 'drizzle-orm'
import { type OpenedMatter, PaperList, type Pieces, type Reading } from '#core/casework/index.ts'
import { isVisible, readMatter, textsOfMatter } from '#core/matters/index.ts'
import { maskName, unitDirectory } from '#core/people/index.ts'
import { type StaffActor, systemActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { DateText, type Description, Disclosure, PlainText, Section, StateBadge } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { chainOf, type Link } from '../chain.ts'
import { petitionPapers } from '../papers/petition-papers.ts'
import { classWord, deliveredOn, opinionTitle, sources } from '../petition.ts'
import { type PetitionRow, petitions } from '../tables.ts'

/** What is known of a petition besides the matter: where it came from, for whom it speaks, what follows it. */
export async function piecesOf(
  house: Reading,
  actor: StaffActor,
  { row, state, events, inRecord }: OpenedMatter,
): Promise<Pieces> {
  const { db } = house
  const [petition] = await db.select().from(petitions).where(eq(petitions.matterId, row.id))
  if (!petition) return {}
  const [units, chain] = await Promise.all([unitDirectory(db), chainOf(db, petition.rootId)])
  const nameOf = (id: string) => units.get(id)?.shortName ?? '原单位'
  const delivered = deliveredOn(state)
  const delegates = petition.delegatesCipher
    ? house.secrets.decrypt(petition.delegatesCipher, 'petitions.delegates').split('、').map(maskName).join('、')
    : ''
  const details: (Description | false)[] = [
    { label: '来源', value: sources[petition.source] },
    petition.nationalNumber !== null && { label: '全国信访信息系统编号', value: petition.nationalNumber },
    petition.registeredBy !== null && { label: '收到日期', value: <DateText date={petition.receivedOn} /> },
    petition.concernedUnitIds.length > 0 &&
      row.reportedUnitId === null && {
        label: '涉及的单位',
        value: petition.concernedUnitIds.map(nameOf).join('、'),
      },
    petition.isCollective && {
      label: '多人反映',
      value: `共 ${petition.people} 人，代表 ${petition.delegates} 人${delegates && `：${row.secrecy ? '（保密）' : delegates}`}`,
    },
    petition.organUnitId !== null && { label: `${classWord(row.class)}机关`, value: nameOf(petition.organUnitId) },
    delivered !== null && { label: '意见书送达', value: <DateText date={delivered} /> },
  ]
  return {
    details,
    main: petition.aboutId !== null ? <Reviewed reviewed={await reviewedOf(db, petition, nameOf)} /> : null,
    side: (
      <>
        {chain.length > 1 && <Chain chain={chain} here={row.id} actor={actor} />}
        <PaperList
          papers={petitionPapers.of(events, row.class)}
          inRecord={inRecord}
          hrefOf={(key) => urls.deskPetitionPaper(row.number, key)}
        />
      </>
    ),
  }
}

type Opinions = { title: string; text: string }[]

/** What 复查 and 复核 look at: what was brought at first, and the opinion that is asked about. Read for whoever may work on them, whoever held it before. */
async function reviewedOf(db: Db, { rootId, aboutId }: PetitionRow, nameOf: (id: string) => string): Promise<Opinions> {
  const opened = async (id: string) => {
    const [read, texts] = await Promise.all([readMatter(db, systemActor('review'), id), textsOfMatter(db, id)])
    return { read, textOf: (ref: string | undefined) => (ref && texts.get(ref)?.body) || '（文字已依法删除）' }
  }
  const [root, about] = await Promise.all([opened(rootId), opened(aboutId ?? rootId)])
  const first = root.read?.events[0]
  const parts = first?.type === 'opened' ? first.data.texts : []
  const answer = about.read?.state.answer
  return [
    ...(['ask', 'body'] as const).map((name, at) => ({
      title: at === 0 ? '原投诉请求' : '原事实和理由',
      text: root.textOf(parts.find(({ part }) => part === name)?.id),
    })),
    ...(answer && about.read
      ? [
          {
            title: `${nameOf(answer.unitId)}的${opinionTitle(about.read.state.class)}`,
            text: about.textOf(answer.text.id),
          },
        ]
      : []),
  ]
}

const Reviewed = ({ reviewed }: { reviewed: Opinions }) => (
  <Section title="原信访事项和意见">
    {reviewed.map(({ title, text }) => (
      <Disclosure key={title} summary={title}>
        <PlainText text={text} />
      </Disclosure>
    ))}
  </Section>
)

/** 信访事项, 复查 and 复核 beside each other: of what the reader may not open, the state alone. */
function Chain({ chain, here, actor }: { chain: readonly Link[]; here: string; actor: StaffActor }) {
  const tokens = new Set(actor.tokens)
  return (
    <Section title="复查、复核">
      <ul>
        {chain.map((link) => (
          <li key={link.matterId}>
            {link.matterId !== here && isVisible(link, tokens) ? (
              <a href={urls.deskPetition(link.number)}>{classWord(link.class)}</a>
            ) : (
              classWord(link.class)
            )}{' '}
            <StateBadge state={link.closedAt ? '已办结' : '办理中'} tone={link.closedAt ? 'good' : 'info'} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
