import { type DeskDeclaration, defineDesk, type OpenedMatter, PaperList, type Pieces } from '#core/casework/index.ts'
import { DutiesSay, type Duty, dutiesFor } from '#core/duties/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import { LinkButton } from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import {
  type Advice,
  AdviceCard,
  adviceFor,
  bulkLetters,
  categoryAct,
  categoryColumn,
  categoryFilter,
  dispatchWithCategory,
} from '../../dispatching/desk.ts'
import { categoriesOf, categoryOptions } from '../../dispatching/index.ts'
import { doorWord } from '../door.ts'
import { classifiedOf, letterMarks } from '../letter.ts'
import '../letter-kind.ts'
import { letterPapers } from '../papers/letter-papers.ts'
import { pauseGrounds } from '../pause-grounds.ts'
import { templatesFor } from '../templates/reply-templates.ts'
import { closeWithTrack } from './close-with-track.tsx'

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
  acts: { own: [categoryAct], changed: { dispatch: dispatchWithCategory, closure: closeWithTrack } },
  columns: categoryColumn,
  filter: categoryFilter,
  bulkDispatch: bulkLetters,
  choices: async ({ db }, _, { id }) => {
    const known = (await categoriesOf(db, [id])).get(id)
    return {
      categories: await categoryOptions(db),
      category: known ? [{ value: known.id, label: known.title }] : [],
    }
  },
  lists: {
    next: {
      dispatch: (rule) => `新来信会出现在这里，请在${rule('LET-accept').span}内派出。`,
      sign: (rule) => `派给或转给本单位的来信会出现在这里，满${rule('LET-sign').span}未签收视为已签收。`,
    },
  },
  templates: async (db, actor) => (await templatesFor(db, actor)).filter((template) => template.isActive),
  pieces: async (house, actor, opened) => {
    const { row, matter, may } = opened
    // To whoever dispatches, decided once and not again (职责目录); a 举报 goes to one body whatever it is about.
    const waits = row.state === 'opened' && row.class !== 'report'
    const duties = waits ? await dutiesFor(house.db, `${matter.title} ${matter.body}`, { place: row.divisionCode }) : []
    const dispatches = waits && may.acts.some(({ noun }) => noun === 'dispatch')
    return piecesOf(actor, opened, duties, dispatches ? await adviceFor(house, row.id) : null)
  },
})

const piecesOf = (
  actor: StaffActor,
  { matter, row, events, inRecord, choices }: OpenedMatter,
  duties: Duty[],
  advice: Advice | null,
): Pieces => ({
  first: advice && (
    <AdviceCard
      advice={advice}
      action={matter.clock.consultBy ? null : letterDesk.urls.act(matter.number, 'dispatch')}
    />
  ),
  actions: matter.answer && hasRole(actor, 'editor', 'reviewer') && (
    <LinkButton href={urls.deskLetterPublication(matter.number)} variant="secondary">
      公开处理
    </LinkButton>
  ),
  details: [
    choices.own.category?.[0] !== undefined && { label: '分类', value: choices.own.category[0].label },
    { label: '来的方式', value: doorWord(row.channel) },
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
