import {
  Alert,
  Button,
  ButtonRow,
  Card,
  CheckboxField,
  Disclosure,
  type FieldErrors,
  FileField,
  Form,
  type KeptUpload,
} from '#ui/index.ts'
import type { ActFormProps, DeskAct, Typed } from '../acts/act.ts'
import type { Desk } from '../desk.ts'
import type { DeskChoices, DeskMatter } from './desk-matter.ts'
import { DraftForm } from './draft-form.tsx'

export type ActPanelProps = {
  desk: Desk
  matter: DeskMatter
  choices: DeskChoices
  /** What this person may do now, as the engine decides it. */
  acts: DeskAct[]
  notNow: { title: string; sentence: string }[]
  mayAddMaterials: boolean
  /** Files of a refused upload, kept with the form. */
  kept: KeptUpload[]
  /** The act whose form was refused, if one was: it stands open with what was typed. */
  refused: string | null
  typed: Typed
  errors: FieldErrors
  /** A key for each form: `formKey(noun)`. */
  formKey: (noun: string) => string
}

/** Only what may be done now; what is usual stands open, the rest is folded. Who may do nothing reads why. */
export function ActPanel(props: ActPanelProps) {
  const { acts, matter, notNow } = props
  if (acts.length === 0 && notNow.length === 0) {
    return (
      <Card title="办理" tone="sunk">
        <p>{idleWords(matter)}</p>
      </Card>
    )
  }
  const isMain = (act: DeskAct) => act.place === 'main' && !act.again?.(matter)
  const main = acts.filter(isMain)
  const more = acts.filter((act) => act.place !== 'reply' && !isMain(act))
  return (
    <Card title={main.length > 0 ? '现在可以办' : '还可以'} tone={main.length > 0 ? 'sun' : 'plain'}>
      {main.map((act) => (
        <ActForm key={act.noun} act={act} {...props} />
      ))}
      {more.map((act) => (
        <Disclosure key={act.noun} summary={act.again?.(matter) ?? act.title} open={props.refused === act.noun}>
          <ActForm act={act} {...props} />
        </Disclosure>
      ))}
      {props.mayAddMaterials && (
        <Disclosure summary="上传办理材料" open={props.refused === 'materials'}>
          <MaterialsForm {...props} />
        </Disclosure>
      )}
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

const idleWords = ({ state, chain }: DeskMatter): string =>
  ['closed', 'merged', 'withdrawn'].includes(state.id)
    ? '本件已经了结，不需要再办什么。'
    : `现在由${chain.holder}办理${chain.offered ? `，正等${chain.offered}接收` : ''}。您可以查看，不需要做什么。`

/** Writing and judging the reply: in the main column, beside what is answered. */
export function ReplyActs(props: ActPanelProps) {
  return (
    <>
      {props.acts
        .filter((act) => act.place === 'reply')
        .map((act) => (
          <ActForm key={act.noun} act={act} {...props} />
        ))}
    </>
  )
}

function ActForm({ act, desk, matter, choices, refused, typed, errors, formKey }: ActPanelProps & { act: DeskAct }) {
  const isRefused = refused === act.noun
  const form: ActFormProps = { matter, choices, typed: isRefused ? typed : {}, errors: isRefused ? errors : {} }
  const action = desk.urls.act(matter.number, act.noun)
  if (act.noun === 'drafts') return <DraftForm act={act} form={form} action={action} formKey={formKey(act.noun)} />
  return (
    <Form
      id={`act-${act.noun}`}
      action={action}
      formKey={formKey(act.noun)}
      keep={act.Fields && `${matter.number}-${act.noun}`}
    >
      {isRefused && errors[act.noun] && (
        <Alert tone="bad" live>
          <p id={act.noun}>{errors[act.noun]}</p>
        </Alert>
      )}
      {act.Fields?.(form)}
      <ButtonRow>
        <Button
          variant={act.look ?? (act.place === 'more' ? 'secondary' : 'primary')}
          keys={act.keys}
          keysLabel={act.title}
        >
          {act.button}
        </Button>
      </ButtonRow>
    </Form>
  )
}

function MaterialsForm({ desk, matter, refused, typed, errors, kept, formKey }: ActPanelProps) {
  const isRefused = refused === 'materials'
  return (
    <Form action={desk.urls.act(matter.number, 'materials')} formKey={formKey('materials')} upload>
      <Alert tone="bad" title="涉密不上网">
        <p>国家秘密、工作秘密和内部文件一律不得上传，请另册办理。文件名和内容会先检查，发现密级标志的不保存。</p>
      </Alert>
      <FileField
        name="materials"
        label="照片、PDF、Office 文件"
        multiple
        kept={isRefused ? kept : []}
        error={isRefused ? errors.materials : undefined}
        maxFiles={9}
        maxMegabytes={20}
        required
      />
      <CheckboxField
        name="materialsShown"
        label={`${desk.words.asker}也可以看到`}
        hint={`随答复给${desk.words.asker}看的材料请勾选；内部材料不要勾选`}
        checked={isRefused && typed.materialsShown === 'yes'}
      />
      <ButtonRow>
        <Button variant="secondary">上传</Button>
      </ButtonRow>
    </Form>
  )
}
