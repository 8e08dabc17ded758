import { documentsModule } from '#core/documents/index.ts'
import { drawModule } from '#core/draw/index.ts'
import { dutiesModule } from '#core/duties/index.ts'
import { factsModule } from '#core/facts/index.ts'
import { followingModule } from '#core/following/index.ts'
import { gatheringsModule } from '#core/gatherings/index.ts'
import { interfaceModule } from '#core/interface/index.ts'
import { ledgerModule } from '#core/ledger/index.ts'
import { mattersModule } from '#core/matters/index.ts'
import { noticesModule } from '#core/notices/index.ts'
import { onTheSpotModule } from '#core/on-the-spot/index.ts'
import { peopleModule } from '#core/people/index.ts'
import { personalDataModule } from '#core/personal-data/index.ts'
import { webhooksModule } from '#core/webhooks/index.ts'
import { front } from '#front/index.ts'
import { deadlines } from '#measures/deadlines/index.ts'
import { dialogue } from '#measures/dialogue/index.ts'
import { firstAsked } from '#measures/first-asked/index.ts'
import type { Module } from '#platform/module.ts'
import { platformModule } from '#platform/sweep.ts'
import { desk } from './desk/index.ts'

/** The rooms of the house: what several share in front, then the measures in the order of the notice, then what they stand on. */
export const modules: Module[] = [
  // First: it says who calls the API of the rooms after it.
  interfaceModule,
  front,
  desk,
  // Before the rooms that show what is followed.
  followingModule,
  deadlines,
  // Before the room that takes the numbers of all other kinds.
  firstAsked,
  dialogue,
  peopleModule,
  personalDataModule,
  mattersModule,
  onTheSpotModule,
  documentsModule,
  noticesModule,
  factsModule,
  ledgerModule,
  drawModule,
  gatheringsModule,
  dutiesModule,
  webhooksModule,
  platformModule,
]
