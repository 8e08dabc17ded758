/**
 * 公示存证：政府公开、更正、撤下过什么，一条一条写进一棵只增不改的树（RFC 6962），签名的检查点、文件和证明按 C2SP 的公开格式放在 /ledger 下，谁都可以核对。
 *
 * A room declares what its public acts are called (`defineRecordTypes`) and enters each in the transaction of the act (`enterRecord`).
 */
import { enqueue } from '#platform/jobs.ts'
import type { Module } from '#platform/module.ts'
import { expectNothingLost } from './continue-log.ts'
import { keepCopy } from './kept-copy.ts'
import { ledgerRoutes } from './ledger-routes.tsx'
import { publishEntries } from './publish-entries.ts'
import { ledgerGauges, watchLedger } from './watch-ledger.ts'
import { askWitnesses } from './witnesses.ts'
import './register.ts'

export { canonical, type Json } from './canonical.ts'
export { checkLedger } from './check-ledger.ts'
export { continueLog, expectNothingLost, renewLog } from './continue-log.ts'
export {
  chooseMark,
  enterHash,
  enterRecord,
  forgetDocuments,
  markWords,
  nextVersion,
  type RecordMark,
} from './enter-record.ts'
export { definePlaces } from './find-place.ts'
export { keepCopy } from './kept-copy.ts'
export { logSigner, publishEntries, readLog } from './publish-entries.ts'
export {
  documentInRecord,
  enteredDocument,
  findInRecord,
  type InRecord,
  placeInRecord,
  placeOf,
  proofOf,
} from './record.ts'
export { definePrivateTypes, defineRecordTypes } from './record-types.ts'
export { RecordedMark } from './recorded-mark.tsx'
export { watchLedger } from './watch-ledger.ts'
export { askWitnesses } from './witnesses.ts'

const publishKey = 'ledger:publish'

export const ledgerModule: Module = {
  name: 'ledger',
  title: '公示存证',
  routes: ledgerRoutes,
  gauges: ledgerGauges,
  jobs: {
    tasks: {
      'ledger:watch': async (house) => watchLedger(house),
      /** What waits is placed and signed, then again in five seconds; the cron line starts it anew should it ever break off. */
      'ledger:publish': async (house) => {
        await expectNothingLost(house, { witnesses: false })
        await publishEntries(house)
        // What is published is published, whether or not there is room for the copy.
        await keepCopy(house).catch((error: unknown) => house.log.error({ error }, 'ledger copy'))
        await askWitnesses(house)
        await enqueue(
          house.db,
          'ledger:publish',
          {},
          { key: publishKey, runAt: Temporal.Now.instant().add({ seconds: 5 }) },
        )
      },
    },
    cron: ['*/5 * * * * ledger:watch', `* * * * * ledger:publish ?jobKey=${publishKey}&jobKeyMode=preserve_run_at`],
  },
  permissions: [{ act: '看公示存证，下载检查点、证明和原文', roles: ['*'], rows: '全部公开的记录' }],
}
