import { WhyThisDate } from '#core/calendar/index.ts'
import { LinkButton, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Why } from '../following/follow-why.ts'
import type { DeskLetter } from './desk-view.ts'

/** The same explanation that the writer reads: one date, one reason. */
export function DeskWhyPage({ letter, why }: { letter: DeskLetter; why: Why[] }) {
  return (
    <>
      <PageHeader title="这个日期怎么算的" lead={letter.title} />
      {why.length === 0 && <p>本件现在没有要到期的日子。</p>}
      {why.map((part) => (
        <div key={part.title}>
          <p>
            {part.words}依据：{part.source}。
          </p>
          <WhyThisDate
            title={part.title}
            explanation={part.explanation}
            dueOn={part.dueOn}
            provisional={part.provisional}
          />
        </div>
      ))}
      <LinkButton href={urls.deskLetter(letter.number)} variant="secondary" icon="left">
        回到来信
      </LinkButton>
    </>
  )
}
