import { sql } from 'drizzle-orm'
import { type DeskDeclaration, defineDesk, type OpenedMatter, PaperList, type Pieces } from '#core/casework/index.ts'
import { DutiesSay, type Duty, dutiesFor } from '#core/duties/index.ts'
import { endStates, matters } from '#core/matters/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import { LinkButton } from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import { doorWord } from '../door.ts'
import { classifiedOf, letterMarks } from '../letter.ts'
import '../letter-kind.ts'
import { copiedAlso, copiedChoice } from '../likeness/mark-copied.tsx'
import { type SimilarLetter, similarLetters } from '../likeness/similar-letters.ts'
import { SimilarSection } from '../likeness/similar-section.tsx'
import { copiedAnswers } from '../likeness/tables.ts'
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
  acts: { also: copiedAlso },
  choices: async (house, actor, row) => ({ copied: await copiedChoice(house, actor, row) }),
  lists: {
    own: [
      {
        id: 'copied',
        label: '答复雷同',
        next: '没有与本单位以往的答复雷同的。',
        order: 'opened',
        where: () => sql`exists (select from ${copiedAnswers} where ${copiedAnswers.matterId} = ${matters.id})`,
      },
    ],
    next: {
      dispatch: (rule) => `新来信会出现在这里，请在${rule('LET-accept').span}内派出。`,
      sign: (rule) => `派给或转给本单位的来信会出现在这里，满${rule('LET-sign').span}未签收视为已签收。`,
    },
  },
  templates: async (db, actor) => (await templatesFor(db, actor)).filter((template) => template.isActive),
  pieces: async (house, actor, opened) => {
    // To whoever dispatches, decided once and not again (职责目录); a 举报 goes to one body whatever it is about.
    const waits = opened.state.state === 'opened' && opened.row.class !== 'report'
    const { title, body } = opened.matter
    const [duties, similar] = await Promise.all([
      waits ? dutiesFor(house.db, `${title} ${body}`) : [],
      isUnderWay(opened) ? similarLetters(house, actor, opened.row, opened.matter) : [],
    ])
    return piecesOf(actor, opened, { duties, similar, zone: house.config.timeZone })
  },
})

const isUnderWay = ({ state }: OpenedMatter): boolean => state.state !== 'answered' && !endStates.includes(state.state)

type Read = { duties: Duty[]; similar: SimilarLetter[]; zone: string }

const piecesOf = (
  actor: StaffActor,
  { matter, row, events, inRecord, may }: OpenedMatter,
  { duties, similar, zone }: Read,
): Pieces => ({
  actions: matter.answer && hasRole(actor, 'editor', 'reviewer') && (
    <LinkButton href={urls.deskLetterPublication(matter.number)} variant="secondary">
      公开处理
    </LinkButton>
  ),
  details: [
    { label: '来的方式', value: doorWord(row.channel) },
    { label: '是否愿意公开', value: matter.wantsPublic ? '愿意公开（公开前须隐去个人信息）' : '不公开' },
  ],
  main: (
    <SimilarSection
      number={matter.number}
      similar={similar}
      mayMerge={may.acts.some(({ noun }) => noun === 'merger')}
      zone={zone}
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
