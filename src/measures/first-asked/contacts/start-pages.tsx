import {
  Button,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'

export type TypedStart = { who: string; what: string }

/** What a visitor sees after scanning the QR on a desk. */
export function StartPage(props: {
  code: string
  unit: string
  desk: string
  typed: TypedStart
  errors: FieldErrors
  formKey: string
}) {
  const { code, unit, desk, typed, errors } = props
  return (
    <>
      <PageHeader
        eyebrow={`${unit} · ${desk}`}
        title="您要问什么"
        lead="写一句话，面前的工作人员马上就能看到。不愿意写，直接开口问也一样。"
      />
      <ErrorSummary errors={errorList(errors, ['what', 'who'])} />
      <Form action={urls.contactDesk(code)} formKey={props.formKey}>
        <TextArea
          name="what"
          label="什么事"
          hint="例如：给老人办高龄补贴要带什么"
          value={typed.what}
          error={errors.what}
          rows={4}
          maxLength={500}
          required
        />
        <TextField
          name="who"
          label="怎么称呼您"
          hint="可以不填；留手机号，能收到编号和进展"
          value={typed.who}
          error={errors.who}
          autocomplete="off"
          maxLength={60}
        />
        <Button size="large">给工作人员看</Button>
      </Form>
      <p>
        <small>您写的只给这个窗口的工作人员看，接待完就删除，最长保留 4 个小时（本市自定）。</small>
      </p>
    </>
  )
}

/** The two digits by which the clerk finds it among others. */
export function StartedPage({ code, sign, unit, desk }: { code: string; sign: string; unit: string; desk: string }) {
  return (
    <>
      <PageHeader
        eyebrow={`${unit} · ${desk}`}
        title={`${sign} 号，已经送到工作人员面前`}
        lead="请把这个号告诉工作人员。当场答完就没事了；没答完的，会给您一张首问卡，写明谁负责、哪天之前答复。"
      />
      <LinkButton href={urls.contactDesk(code)} variant="secondary">
        再问一件
      </LinkButton>
    </>
  )
}

/** The paper for the desk. */
export function DeskSheet({ unit, title, qr, code }: { unit: string; title: string; qr: string; code: string }) {
  return (
    <>
      <h1>有事请问，第一个被您问到的人负责到底</h1>
      <p>
        {unit} · {title}
      </p>
      <img src={qr} alt="扫码写下要问的事" width={336} height={336} />
      <p>微信扫一扫，写一句话，工作人员马上看到。听不清、说不清、不方便大声说的，都可以写。不扫码，直接问也一样。</p>
      <p>首问责任：当场能答的当场答；归我们办的，负责办完；归别处管的，告诉您归谁管、怎么找，并跟到有人接、有结果。</p>
      <p>
        <small>桌码 {code} · 不满意请拨打 12345</small>
      </p>
    </>
  )
}
