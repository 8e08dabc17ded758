import { LinkButton, PageHeader } from '#ui/index.ts'
import type { Desk } from '../desk.ts'
import { WhyDates } from '../why-dates.tsx'
import type { Why } from '../why-due.ts'
import type { DeskMatter } from './desk-matter.ts'

export function WhyPage({ desk, matter, why }: { desk: Desk; matter: DeskMatter; why: Why[] }) {
  return (
    <>
      <PageHeader title="这个日期怎么算的" lead={matter.title} />
      <WhyDates why={why} none="本件现在没有要到期的日子。" />
      <LinkButton href={desk.urls.one(matter.number)} variant="secondary" icon="left">
        回到{desk.words.matter}
      </LinkButton>
    </>
  )
}
