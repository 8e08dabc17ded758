import { loadRules, rulesInWords } from '#core/calendar/index.ts'
import { definePapers } from '#core/casework/index.ts'
import { paperDate } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { dateIn } from '#platform/clock.ts'
import { opinionTitle } from '../petition.ts'
import { type PaperKind, paperBlocks } from './paper-words.ts'

/** The papers of a petition, all of them the petitioner's. */
export const petitionPapers = definePapers<PaperKind>({
  matter: 'petition',
  task: 'petitions:issue-papers',
  kinds: {
    acceptance: { title: '信访事项受理告知书', class: '信受', for: 'asker' },
    refusal: { title: '信访事项不予受理告知书', class: '信不受', for: 'asker' },
    leadIn: { title: '信访事项程序告知书', class: '信导', for: 'asker' },
    extension: { title: '延长办理期限告知书', class: '信延', for: 'asker' },
    pause: { title: '听证期间不计入期限告知书', class: '信听', for: 'asker' },
    opinion: { title: opinionTitle, class: '信处', for: 'asker' },
  },
  events: { extensionApproved: 'extension', paused: 'pause', answered: 'opinion' },
  steps: { accept: 'acceptance', notAccept: 'refusal', leadIn: 'leadIn' },
  write: async ({ row, filed, ...moment }, { db, config }) => ({
    to: '尊敬的信访人',
    blocks: paperBlocks({
      ...moment,
      rule: rulesInWords(await loadRules(db), moment.datedOn),
      petition: {
        class: row.class,
        title: filed('title') || '信访事项',
        number: groupNumber(row.number),
        filedOn: paperDate(dateIn(config.timeZone, row.openedAt)),
      },
    }),
  }),
})
