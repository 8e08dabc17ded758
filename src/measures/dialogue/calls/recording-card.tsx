import {
  Alert,
  Button,
  Card,
  type FieldErrors,
  Form,
  formatDateTime,
  LinkButton,
  PageHeader,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { listeningGrounds, listeningWords } from './call.ts'
import type { Listening } from './listen.ts'

/** Said to whoever calls before anybody listens in: that it is recorded. */
export const noticeOfRecording = '为保证服务质量，通话将被录音。'

export type RefusedListening = { typed: { ground: string; groundText: string }; errors: FieldErrors }

export type RecordingProps = {
  action: string
  recordingId: string | null
  listenings: Listening[]
  mayListen: boolean
  typed: { ground: string; groundText: string }
  errors: FieldErrors
  formKey: string
  timeZone: string
}

/** 录音: that it was announced, who listened and why; and for whoever may, the form that asks why. */
export function RecordingCard({
  action,
  recordingId,
  listenings,
  mayListen,
  typed,
  errors,
  formKey,
  timeZone,
}: RecordingProps) {
  return (
    <Card title="录音" icon="speak">
      <p class="field-hint">接通时已告知：“{noticeOfRecording}”</p>
      {!recordingId && <p>话务系统没有报告录音。</p>}
      {recordingId && listenings.length === 0 && <p>还没有人听过。</p>}
      {listenings.length > 0 && (
        <ul class="plain-list">
          {listenings.map(({ id, at, name, ground, text }) => (
            <li key={id}>
              {name} · {formatDateTime(at, timeZone)} · {listeningWords[ground as keyof typeof listeningWords]}：{text}
            </li>
          ))}
        </ul>
      )}
      {recordingId && mayListen && (
        <Form action={action} formKey={formKey}>
          <SelectField
            name="ground"
            label="为什么要听"
            options={listeningGrounds.map((value) => ({ value, label: listeningWords[value] }))}
            value={typed.ground}
            error={errors.ground}
            empty="请选择"
            required
          />
          <TextField name="groundText" label="具体说明" value={typed.groundText} error={errors.groundText} required />
          <Button variant="secondary">登记并听录音</Button>
        </Form>
      )}
    </Card>
  )
}

export function RecordingPage({
  callId,
  back = urls.deskCall(callId),
  recording,
}: {
  callId: string
  back?: string
  recording: { id: string; url: string | null }
}) {
  return (
    <>
      <PageHeader title="听录音" lead="您听录音的时间和理由已经记下，看得到这一通来电的人都能看到。" />
      <Alert tone="info" title={`录音编号 ${recording.id}`}>
        <p>
          {recording.url
            ? '录音存在话务系统里，不复制到本平台。链接 15 分钟*内有效。'
            : '话务系统没有给出网址，请凭编号在话务系统里播放。'}
        </p>
      </Alert>
      <div class="button-row">
        {recording.url && <LinkButton href={recording.url}>在话务系统里播放</LinkButton>}
        <LinkButton href={back} variant="secondary">
          回到这一通
        </LinkButton>
      </div>
    </>
  )
}
