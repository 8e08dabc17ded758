import { fullDayText } from '#core/calendar/index.ts'
import { type Why, WhyDates } from '#core/casework/index.ts'
import { LinkButton, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { FollowedLetter } from './follow-page.tsx'

export function FollowWhyPage({ letter, why, title }: { letter: FollowedLetter; why: Why[]; title: string }) {
  return (
    <>
      <PageHeader title={title} lead={letter.due ? `${letter.title}：${fullDayText(letter.due.on)}` : letter.title} />
      <WhyDates why={why} none="这封信现在没有要到期的日子。" />
      <LinkButton href={urls.followMatter(letter.number)} variant="secondary" icon="left">
        回到这封信
      </LinkButton>
    </>
  )
}
