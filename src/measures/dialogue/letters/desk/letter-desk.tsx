import { type DeskDeclaration, defineDesk, type OpenedMatter, PaperList, type Pieces } from '#core/casework/index.ts'
import { DutiesSay, type Duty, dutiesFor } from '#core/duties/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import { DateTimeText, type Description, LinkButton } from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import { type DoorDetails, doorDetails } from '../../doors/door-details.ts'
import { keepers } from '../../knowledge/article.ts'
import { articleTemplates, countArticleUse } from '../../knowledge/article-templates.ts'
import { doors } from '../door.ts'
import { classifiedOf, letterMarks } from '../letter.ts'
import '../letter-kind.ts'
import { letterPapers } from '../papers/letter-papers.ts'
import { pauseGrounds } from '../pause-grounds.ts'
import { templatesFor } from '../templates/reply-templates.ts'

export const letterWords: DeskDeclaration['words'] = {
  matter: '来信',
  measure: '封',
  asker: '写信人',
  openedAt: '写信时间',
  ask: '写信人认为应由',
}

/** 来信办理: the usual desk; what letters have of their own is publishing, papers, and that 举报 goes another way. */
export const letterDesk = defineDesk({
  name: 'letters',
  kinds: ['letter'],
  words: letterWords,
  urls: { ...deskUrls(urls.deskLetters()), signatures: urls.deskSignatures, dispatches: urls.deskDispatches },
  opening: { href: urls.newDeskLetter(), label: '登记来访、来函', roles: ['clerk', 'dispatcher'] },
  channels: Object.fromEntries(Object.entries(doors).map(([door, { word }]) => [door, word])),
  // 投诉（工作人员） is told apart: it goes another way.
  classWord: (row) => (classifiedOf(row).complaintAgainst === 'official' ? '投诉（工作人员）' : undefined),
  markWords: letterMarks,
  silentMarks: ['againstOfficial'],
  // A clue found in another letter is sent to the discipline body as it is; 举报 becomes 投诉 only with the writer's consent (PET-12).
  reclassBar: (now, to) =>
    (now === 'report') === (to === 'report')
      ? null
      : '举报不能与其他类别互改：举报转投诉须写信人自己重新来信；来信里发现举报线索的，请派给纪检监察机关。',
  pauseGrounds,
  lists: {
    next: {
      dispatch: (rule) => `新来信会出现在这里，请在${rule('LET-accept').span}内派出。`,
      sign: (rule) => `派给或转给本单位的来信会出现在这里，满${rule('LET-sign').span}未签收视为已签收。`,
    },
  },
  templates: async (house, actor, { row, words }) => {
    const own = (await templatesFor(house.db, actor)).filter((template) => template.isActive)
    return row.state === 'inProgress' ? [...own, ...(await articleTemplates(house, words))] : own
  },
  templateUsed: countArticleUse,
  pieces: async ({ db, config }, actor, opened) => {
    // To whoever dispatches, decided once and not again (职责目录); a 举报 goes to one body whatever it is about.
    const waits = opened.state.state === 'opened' && opened.row.class !== 'report'
    const { title, body } = opened.matter
    const [duties, door] = await Promise.all([
      waits ? dutiesFor(db, `${title} ${body}`) : [],
      doorDetails(db, opened.row),
    ])
    return piecesOf(actor, opened, { duties, door: doorRows(door, config.timeZone) })
  },
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

const piecesOf = (
  actor: StaffActor,
  { matter, row, events, inRecord }: OpenedMatter,
  { duties, door }: { duties: Duty[]; door: Description[] },
): Pieces => ({
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
    ...door,
    { label: '是否愿意公开', value: matter.wantsPublic ? '愿意公开（公开前须隐去个人信息）' : '不公开' },
  ],
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
