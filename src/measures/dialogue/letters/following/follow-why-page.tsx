import { fullDayText, WhyThisDate } from '#core/calendar/index.ts'
import { LinkButton, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { FollowedLetter } from './follow-page.tsx'
import type { Why } from './follow-why.ts'

export function FollowWhyPage({ letter, why, title }: { letter: FollowedLetter; why: Why[]; title: string }) {
  return (
    <>
      <PageHeader title={title} lead={letter.due ? `${letter.title}：${fullDayText(letter.due.on)}` : letter.title} />
      {why.length === 0 && <p>这封信现在没有要到期的日子。</p>}
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
      <LinkButton href={urls.followMatter(letter.number)} variant="secondary" icon="left">
        回到这封信
      </LinkButton>
    </>
  )
}
