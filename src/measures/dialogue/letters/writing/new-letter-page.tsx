import { Alert, Card, Columns, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Emergency } from '../letter-words.ts'
import type { Track } from '../tracks.ts'
import { OtherTracks, TracksTold } from '../tracks-say.tsx'
import { AnswerHints, type SimilarAnswer } from './answer-hints.tsx'
import { EmergencyCall } from './emergency-call.tsx'
import { LetterForm, type LetterFormProps } from './letter-form.tsx'

export type NewLetterPageProps = LetterFormProps & {
  /** Published answers like what was typed; null when nobody has looked yet. */
  similar: SimilarAnswer[] | null
  emergency: Emergency | null
  /** Other ways to which the words point. */
  told: readonly Track[]
  /** Said above the form when it comes back for a reason that concerns no field. */
  notice?: { tone: 'warn' | 'info'; title: string; text: string; follow?: boolean }
}

export function NewLetterPage({ similar, emergency, told, notice, ...form }: NewLetterPageProps) {
  return (
    <>
      <PageHeader
        title="写信给市长"
        lead="不用注册，五分钟写完。每封信都有编号、有期限、有人负责，随时能查到在谁手里。"
      />
      <EmergencyCall emergency={emergency} />
      <TracksTold told={told} />
      {notice && (
        <Alert tone={notice.tone} title={notice.title} live>
          <p>{notice.text}</p>
          {notice.follow && (
            <p>
              <a href={urls.follow()}>用编号和查询码查看</a>
            </p>
          )}
        </Alert>
      )}
      <Columns
        main={<LetterForm {...form} />}
        aside={
          <>
            <AnswerHints similar={similar} title={form.typed.title} />
            <WriteOtherwise />
            <OtherTracks />
          </>
        }
        asideLabel="现成答案与其他办法"
      />
    </>
  )
}

function WriteOtherwise() {
  return (
    <>
      <Card title="写信还是信访？" icon="info">
        <p>
          问事、求助、提意见，写信最快。对单位的处理不服、权益受到侵害、要一份书面处理意见的，走
          <a href={urls.newPetition()}>网上信访</a>：依法登记、受理，不服可以申请复查、复核。
        </p>
      </Card>
      <Card title="不方便写？" icon="phone">
        <p>
          拨打 <a href="tel:12345">12345</a>，说给工作人员听，由他们替您写，同样有编号、有期限。
        </p>
        <p>
          已经写过信？<a href={urls.follow()}>查我的信</a>
        </p>
      </Card>
    </>
  )
}
