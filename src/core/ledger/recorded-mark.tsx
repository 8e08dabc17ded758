import { DateTimeText } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { InRecord } from './record.ts'

/** 已存证: its number, its time and its proof, wherever something stands that is in the record. Nothing where it was never entered. */
export function RecordedMark({ record, timeZone }: { record: InRecord | null | undefined; timeZone?: string }) {
  if (!record) return null
  if (record.place === null) return <>正在存证，一分钟内完成</>
  return (
    <>
      <a href={urls.ledgerEntry(record.place)}>已存证，第 {record.place} 号</a>，
      <DateTimeText at={record.at} {...(timeZone && { timeZone })} />，
      <a href={urls.ledgerProof(record.place)} download>
        下载证明
      </a>
    </>
  )
}
