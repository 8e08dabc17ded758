import { type InRecord, RecordedMark } from '#core/ledger/index.ts'
import { DateTimeText, Section } from '#ui/index.ts'
import type { DuePaper } from './due-papers.ts'

type Props = {
  papers: readonly DuePaper[]
  /** Those that are in the public record, by their keys. */
  inRecord: ReadonlyMap<string, InRecord>
  hrefOf: (key: string) => string
}

/** Papers to be downloaded, newest first. */
export function PaperList({ papers, inRecord, hrefOf }: Props) {
  if (papers.length === 0) return null
  return (
    <Section title="文书" id="papers">
      <ul>
        {papers.toReversed().map((paper) => (
          <li key={paper.key}>
            <a href={hrefOf(paper.key)} download>
              {paper.title}
            </a>{' '}
            <small>
              PDF · <DateTimeText at={paper.at} />
              {inRecord.has(paper.key) && (
                <>
                  <br />
                  <RecordedMark record={inRecord.get(paper.key)} />
                </>
              )}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
