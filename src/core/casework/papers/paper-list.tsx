import { DateTimeText, Section } from '#ui/index.ts'
import type { DuePaper } from './due-papers.ts'

/** Papers to be downloaded, newest first. */
export function PaperList({ papers, hrefOf }: { papers: readonly DuePaper[]; hrefOf: (key: string) => string }) {
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
            </small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
