import { maskName, maskPhone } from '#core/people/index.ts'
import { type HeldMatter, ReadingsSection, type ShownReading } from '#core/personal-data/index.ts'
import { newId } from '#platform/id.ts'
import { retention } from '#platform/retention.ts'
import {
  Alert,
  Button,
  ButtonRow,
  CheckboxField,
  DescriptionList,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  NumberText,
  PageHeader,
  Section,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'

type Props = {
  number: string
  /** 这封信, 这件事 */
  thing: string
  /** Null while it cannot be taken back. */
  withdrawHref: string | null
  held: HeldMatter
  readings: ShownReading[]
  timeZone: string
  errors: FieldErrors
  typed?: { name: string; phone: string }
}

/** 这封信里我的信息: for whoever has number and code, and for its asker's account. */
export function DataPage(props: Props) {
  const { number, thing, held, readings, timeZone, errors } = props
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            编号 <NumberText value={number} />
          </>
        }
        title={`${thing}里我的信息`}
        lead="存了您什么、谁看过您的电话。可以带走一份，写错了可以改，办结以后可以删除。"
      />
      <ErrorSummary errors={errorList(errors, ['name', 'phone', 'understood'])} />
      {held.isErased ? (
        <Alert tone="good" title="已经删除">
          <p>内容、附件和您的联系方式都已依法删除，只剩编号、类别、办理单位和日期。</p>
        </Alert>
      ) : (
        <Held {...props} />
      )}
      <ReadingsSection readings={readings} timeZone={timeZone} />
      {!held.isErased && held.contact && <Correct {...props} />}
      {!held.isErased && <Delete {...props} />}
      <p class="field-hint">
        法律依据：个人信息保护法 第44–50条。<a href={urls.aboutData()}>我们存了什么、为什么、存多久</a>
      </p>
    </>
  )
}

function Held({ number, held }: Props) {
  const { contact, texts, files } = held
  return (
    <Section title="存了我什么">
      <DescriptionList
        items={[
          { label: '姓名', value: contact?.name ? maskName(contact.name) : '没有' },
          { label: '电话', value: contact?.phone ? maskPhone(contact.phone) : '没有' },
          { label: '文字', value: `您写的和给您的答复，共 ${texts.length} 段` },
          { label: '附件', value: `${files.length} 个` },
          { label: '存多久', value: `办结满 ${retention.endedMatters.years} 年自动删除（本市自定）` },
        ]}
      />
      <ButtonRow>
        <LinkButton href={urls.followDataCopy(number, 'html')} icon="print">
          带走一份：打开来看、打印
        </LinkButton>
        <LinkButton href={urls.followDataCopy(number, 'json')} variant="secondary">
          下载文件（给电脑程序读）
        </LinkButton>
      </ButtonRow>
    </Section>
  )
}

const Correct = ({ number, held, errors, typed }: Props) => (
  <Section title="写错了，改过来">
    <Form action={urls.followDataAct(number, 'correction')} formKey={newId()}>
      <TextField
        name="name"
        label="正确的姓名"
        value={typed?.name ?? ''}
        hint={`现在是 ${held.contact?.name ? maskName(held.contact.name) : '空的'}。不改就空着。`}
        autocomplete="name"
        width="half"
        error={errors.name}
      />
      <TextField
        name="phone"
        label="正确的手机号码"
        hint={`现在是 ${held.contact?.phone ? maskPhone(held.contact.phone) : '空的'}。不改就空着；改了以后，进展和答复发到新号码。`}
        value={typed?.phone ?? ''}
        type="tel"
        autocomplete="tel"
        width="half"
        error={errors.phone}
      />
      <ButtonRow>
        <Button variant="secondary">保存更正</Button>
      </ButtonRow>
    </Form>
  </Section>
)

function Delete({ number, thing, withdrawHref, held, errors }: Props) {
  if (held.mustKeep) return <Section title="删除">{<p>现在不能删除：{held.mustKeep}</p>}</Section>
  if (held.isOpen) return <StillOpen thing={thing} withdrawHref={withdrawHref} />
  return (
    <Section title="删除">
      <p>
        内容、答复、附件、姓名、电话和公开的内容立即删除，不能恢复；以后凭编号只能看到办理单位和日期。请先带走一份。
      </p>
      <Form action={urls.followDataAct(number, 'erasure')} formKey={newId()}>
        <CheckboxField name="understood" value="yes" label="我知道删除后不能恢复" error={errors.understood} />
        <ButtonRow>
          <Button variant="danger">删除{thing}里我的信息</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

const StillOpen = ({ thing, withdrawHref }: Pick<Props, 'thing' | 'withdrawHref'>) => (
  <Section title="删除">
    <p>
      {thing}还在办，要有内容和电话才能答复您，现在不能删除（个人信息保护法
      第47条：处理目的尚未实现）。办结以后在这一页删除。
    </p>
    {withdrawHref && (
      <ButtonRow>
        <LinkButton href={withdrawHref} variant="secondary">
          不想办了，先撤回
        </LinkButton>
      </ButtonRow>
    )}
  </Section>
)
