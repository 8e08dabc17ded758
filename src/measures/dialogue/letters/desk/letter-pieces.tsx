import type { OpenedMatter, Pieces, Reading } from '#core/casework/index.ts'
import { PaperList } from '#core/casework/index.ts'
import { DutiesSay, type Duty, dutiesFor } from '#core/duties/index.ts'
import { endStates } from '#core/matters/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import { DateTimeText, type Description, LinkButton } from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import { type Advice, AdviceCard, adviceFor } from '../../dispatching/desk.ts'
import { type DoorDetails, doorDetails } from '../../doors/door-details.ts'
import { keepers } from '../../knowledge/article.ts'
import { type SimilarLetter, similarLetters } from '../likeness/similar-letters.ts'
import { SimilarSection } from '../likeness/similar-section.tsx'
import { letterPapers } from '../papers/letter-papers.ts'

type Read = {
  duties: Duty[]
  advice: Advice | null
  similar: SimilarLetter[]
  door: DoorDetails
  timeZone: string
}

/** What the working page of a letter shows besides the usual: advice to whoever dispatches, the door it came through, papers, where it goes on in public. */
export async function letterPieces(house: Reading, actor: StaffActor, opened: OpenedMatter): Promise<Pieces> {
  const { row, matter, may } = opened
  // To whoever dispatches, decided once and not again (职责目录); a 举报 goes to one body whatever it is about.
  const waits = row.state === 'opened' && row.class !== 'report'
  const dispatches = waits && may.acts.some(({ noun }) => noun === 'dispatch')
  const isUnderWay = row.state !== 'answered' && !endStates.includes(row.state)
  const [duties, advice, similar, door] = await Promise.all([
    waits ? dutiesFor(house.db, `${matter.title} ${matter.body}`, { place: row.divisionCode }) : [],
    dispatches ? adviceFor(house, row.id) : null,
    isUnderWay ? similarLetters(house, actor, row, matter) : [],
    doorDetails(house.db, row),
  ])
  return piecesOf(actor, opened, { duties, advice, similar, door, timeZone: house.config.timeZone })
}

const piecesOf = (
  actor: StaffActor,
  { matter, row, events, inRecord, choices, may }: OpenedMatter,
  { duties, advice, similar, door, timeZone }: Read,
): Pieces => ({
  first: advice && (
    <AdviceCard
      advice={advice}
      action={matter.clock.consultBy ? null : deskUrls(urls.deskLetters()).act(matter.number, 'dispatch')}
    />
  ),
  actions: (
    <>
      {matter.answer && hasRole(actor, 'editor', 'reviewer') && (
        <LinkButton href={urls.deskLetterPublication(matter.number)} variant="secondary">
          公开处理
        </LinkButton>
      )}
      {row.isPublished && hasRole(actor, ...keepers) && (
        <LinkButton href={urls.newDeskArticle(matter.number)} variant="secondary">
          写成知识
        </LinkButton>
      )}
    </>
  ),
  details: [
    choices.own.category?.[0] !== undefined && { label: '分类', value: choices.own.category[0].label },
    ...doorRows(door, timeZone),
    { label: '是否愿意公开', value: matter.wantsPublic ? '愿意公开（公开前须隐去个人信息）' : '不公开' },
  ],
  main: (
    <SimilarSection
      number={matter.number}
      similar={similar}
      mayMerge={may.acts.some(({ noun }) => noun === 'merger')}
      zone={timeZone}
    />
  ),
  side: (
    <>
      {duties.length > 0 && <DutiesSay duties={duties} hasWords />}
      <PaperList
        papers={letterPapers.of(events, matter.class)}
        inRecord={inRecord}
        hrefOf={(key) => urls.deskLetterPaper(matter.number, key)}
      />
    </>
  ),
})

/** A stranger's link: it says where it leads, opens apart, and learns nothing of ours. */
const doorRows = ({ way, link, postedAt, postedBackAt }: DoorDetails, timeZone: string): Description[] => [
  { label: '来的方式', value: way },
  ...(postedAt ? [{ label: '原处的留言时间', value: <DateTimeText at={postedAt} timeZone={timeZone} /> }] : []),
  ...(link
    ? [
        {
          label: link.label,
          value: (
            <a href={link.href} target="_blank" rel="noopener noreferrer">
              {link.href}
            </a>
          ),
        },
      ]
    : []),
  ...(postedBackAt ? [{ label: '已回到原处', value: <DateTimeText at={postedBackAt} timeZone={timeZone} /> }] : []),
]
