import { WhyThisDate } from '#core/calendar/index.ts'
import type { Why } from './why-due.ts'

/** One date, one reason: the asker and the desk read the same explanation. */
export function WhyDates({ why, none }: { why: Why[]; none: string }) {
  if (why.length === 0) return <p>{none}</p>
  return (
    <>
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
    </>
  )
}
