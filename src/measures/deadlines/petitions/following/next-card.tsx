import { fullDayText } from '#core/calendar/index.ts'
import type { FollowTyped } from '#core/following/index.ts'
import { Card, Disclosure, LinkButton, NumberText } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { outsideWords } from '../ask-recheck.ts'
import { stageWord } from '../recheck.ts'
import type { FollowAct } from './follow-acts.ts'
import { RecheckForm } from './follow-forms.tsx'
import type { FollowedPetition } from './followed-petition.ts'

type Props = { petition: FollowedPetition; keyOf: (act: FollowAct) => string; typed: FollowTyped<FollowAct> | null }

/** 复查 or 复核: until which day, to whom, why this day; the button while it may be asked. */
export function NextCard({ petition, keyOf, typed }: Props) {
  const { next, number } = petition
  if (!next) return null
  const word = stageWord(next.stage)
  const act = next.stage === 'recheck' ? 'recheck' : 'final-review'
  if (next.asked)
    return (
      <Card title={`已申请${word}`} icon="letter">
        <p>
          编号 <NumberText value={next.asked} />
        </p>
        <LinkButton href={urls.followMatter(next.asked)} variant="secondary">
          看{word}的进度
        </LinkButton>
      </Card>
    )
  return (
    <Card title={`对意见不服，可以申请${word}`} icon="info">
      {next.lastOn ? (
        <p>
          最后一天：<b>{fullDayText(next.lastOn)}</b>（收到书面答复之日起{next.askWithin}内）。
          <a href={urls.followWhy(number)}>为什么是这一天</a>
        </p>
      ) : (
        <p>收到意见书之日起{next.askWithin}内提出。现在申请，就算今天收到。</p>
      )}
      {next.isOver ? (
        <p>现在已经超过，不能再申请{word}。</p>
      ) : next.organ === null ? (
        <p>{outsideWords(next.stage)}</p>
      ) : (
        <>
          <p>
            由{next.organ}
            {word}，收到请求之日起{next.opinionWithin}
            内出具意见。对同一份意见只能申请一次；撤回了的，最后一天之前可以再申请。
          </p>
          <Disclosure summary={`申请${word}`} open={typed?.act === act}>
            <RecheckForm number={number} formKey={keyOf(act)} typed={typed} stage={next.stage} />
          </Disclosure>
        </>
      )}
    </Card>
  )
}
