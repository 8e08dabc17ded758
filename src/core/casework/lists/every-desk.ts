import { defineExport } from '#core/documents/index.ts'
import { deskUrls } from '#urls.ts'
import { allDesks } from '../desk.ts'
import { deskWords } from '../desk-words.ts'
import { listExport } from './list-export.ts'
import { usualLists } from './usual-lists.ts'
import type { WorkLists } from './work-lists.ts'

const words = deskWords({ matter: '办件', asker: '来件人' })

/** 一张清单: matters of every kind on one list, so that nobody has to look at five desks for what is due today. */
export const everyDesk: WorkLists = {
  name: 'matters',
  words,
  urls: deskUrls('/desk/matters'),
  desks: allDesks,
  lists: usualLists(words),
}

defineExport(listExport(everyDesk))
