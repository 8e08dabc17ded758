import { sql } from 'drizzle-orm'
import { type DeskDeclaration, defineDesk } from '#core/casework/index.ts'
import { matters } from '#core/matters/index.ts'
import { deskUrls, urls } from '#urls.ts'
import {
  bulkLetters,
  categoryAct,
  categoryColumn,
  categoryFilter,
  dispatchWithCategory,
} from '../../dispatching/desk.ts'
import { categoriesOf, categoryOptions } from '../../dispatching/index.ts'
import { articleTemplates, countArticleUse } from '../../knowledge/article-templates.ts'
import { doors } from '../door.ts'
import { classifiedOf, letterMarks } from '../letter.ts'
import '../letter-kind.ts'
import { approveSeen, copiedAlso, copiedChoice } from '../likeness/mark-copied.tsx'
import { copiedAnswers } from '../likeness/tables.ts'
import { pauseGrounds } from '../pause-grounds.ts'
import { templatesFor } from '../templates/reply-templates.ts'
import { closeWithTrack } from './close-with-track.tsx'
import { letterPieces } from './letter-pieces.tsx'

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
  acts: {
    also: copiedAlso,
    own: [categoryAct],
    changed: { dispatch: dispatchWithCategory, closure: closeWithTrack, approval: approveSeen },
  },
  columns: categoryColumn,
  filter: categoryFilter,
  bulkDispatch: bulkLetters,
  choices: async (house, actor, row) => {
    const { db } = house
    const known = (await categoriesOf(db, [row.id])).get(row.id)
    return {
      categories: await categoryOptions(db),
      copied: await copiedChoice(house, actor, row),
      category: known ? [{ value: known.id, label: known.title }] : [],
    }
  },
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
  templates: async (house, actor, { row, words }) => {
    const own = (await templatesFor(house.db, actor)).filter((template) => template.isActive)
    return row.state === 'inProgress' ? [...own, ...(await articleTemplates(house, words))] : own
  },
  templateUsed: countArticleUse,
  pieces: letterPieces,
})
