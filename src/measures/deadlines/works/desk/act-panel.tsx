import {
  Alert,
  Button,
  ButtonRow,
  Card,
  Disclosure,
  type FieldErrors,
  FileField,
  Form,
  type KeptUpload,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { WorkAct } from '../acts/work-act.ts'
import type { OpenWork } from '../open-work.ts'
import type { Typed } from '../words.ts'

export type ActPanelProps = {
  work: OpenWork
  acts: readonly WorkAct[]
  notNow: { title: string; sentence: string }[]
  /** The act whose form was refused: it stands open with what was typed and the files that were kept. */
  refused: string | null
  typed: Typed
  errors: FieldErrors
  kept: KeptUpload[]
  formKey: (noun: string) => string
}

/** Only what may be done now; what is usual stands open, the rest is folded. */
export function ActPanel(props: ActPanelProps) {
  const { acts, notNow } = props
  if (acts.length === 0 && notNow.length === 0) {
    return (
      <Card title="办理" tone="sunk">
        <p>您可以查看，不需要做什么。节点到期或者滞后时，责任单位会收到提醒。</p>
      </Card>
    )
  }
  const main = acts.filter(({ place }) => place === 'main')
  return (
    <Card title={main.length > 0 ? '现在可以办' : '还可以'} tone={main.length > 0 ? 'sun' : 'plain'}>
      {main.map((act) =>
        act.Fields ? (
          <Disclosure key={act.noun} summary={act.title} open={main.length === 1 || props.refused === act.noun}>
            <ActForm act={act} {...props} />
          </Disclosure>
        ) : (
          <ActForm key={act.noun} act={act} {...props} />
        ),
      )}
      {acts
        .filter(({ place }) => place === 'more')
        .map((act) => (
          <Disclosure key={act.noun} summary={act.title} open={props.refused === act.noun}>
            <ActForm act={act} {...props} />
          </Disclosure>
        ))}
      {notNow.map(({ title, sentence }) => (
        <p key={title}>
          <small>
            <b>{title}</b>：{sentence}
          </small>
        </p>
      ))}
    </Card>
  )
}

function ActForm({ act, work, refused, typed, errors, kept, formKey }: ActPanelProps & { act: WorkAct }) {
  const isRefused = refused === act.noun
  const form = { noun: act.noun, work, typed: isRefused ? typed : {}, errors: isRefused ? errors : {} }
  return (
    <Form
      id={`act-${act.noun}`}
      action={urls.deskWorkAct(work.row.number, act.noun)}
      formKey={formKey(act.noun)}
      upload={act.files !== undefined}
      keep={act.Fields && `work-${work.row.number}-${act.noun}`}
    >
      {form.errors[act.noun] && (
        <Alert tone="bad" live>
          <p id={act.noun}>{form.errors[act.noun]}</p>
        </Alert>
      )}
      {act.Fields?.(form)}
      {act.files && (
        <>
          <FileField
            id={`${act.noun}-files`}
            name="files"
            label={act.files.label}
            hint={act.files.hint}
            required={act.files.required}
            multiple
            maxFiles={9}
            maxMegabytes={20}
            kept={isRefused ? kept : []}
            error={form.errors.files}
          />
          <p>
            <small>
              涉密不上网：国家秘密、工作秘密和内部文件一律不得上传。文件名和内容会先检查，发现密级标志的不保存。
            </small>
          </p>
        </>
      )}
      <ButtonRow>
        <Button variant={act.look ?? 'primary'}>{act.button}</Button>
      </ButtonRow>
    </Form>
  )
}
