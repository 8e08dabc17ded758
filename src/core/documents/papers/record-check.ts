import { toString as qrOf } from 'qrcode'
import { markWords, type RecordMark } from '#core/ledger/index.ts'
import type { Config } from '#platform/config.ts'
import { urls } from '#urls.ts'
import type { RecordCheck } from '../typeset/document.ts'

export const addressOf = ({ publicUrl, host, port }: Config): string => publicUrl ?? `http://${host}:${port}`

/** 存证核验 of a PDF that is about to be set: its entry has its id already, and the salt stands in its bytes, where only who has the PDF finds it. */
export const recordCheck = async (config: Config, mark: RecordMark, note: string): Promise<RecordCheck> => ({
  qr: await qrOf(`${addressOf(config)}${urls.verify({ record: mark.id })}`, { type: 'svg', margin: 0 }),
  mark: markWords(mark),
  note,
})
