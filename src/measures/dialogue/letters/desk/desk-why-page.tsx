import { LinkButton, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Why } from '../following/follow-why.ts'
import { WhyDates } from '../following/why-dates.tsx'
import type { DeskLetter } from './desk-view.ts'

export function DeskWhyPage({ letter, why }: { letter: DeskLetter; why: Why[] }) {
  return (
    <>
      <PageHeader title="这个日期怎么算的" lead={letter.title} />
      <WhyDates why={why} none="本件现在没有要到期的日子。" />
      <LinkButton href={urls.deskLetter(letter.number)} variant="secondary" icon="left">
        回到来信
      </LinkButton>
    </>
  )
}
