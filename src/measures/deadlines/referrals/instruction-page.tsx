import { Alert, NumberText, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'

/** 批示原件, for one named reader: pictures with their name across them. */
export function InstructionPage({
  number,
  title,
  pictures,
}: {
  number: string
  title: string
  pictures: readonly string[]
}) {
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            批示原件 · <NumberText value={number} />
          </>
        }
        title={title}
      />
      <Alert tone="warn" title="工作秘密，注意保管">
        <p>图上印有您的姓名、工号和现在的时间，本次打开已经记录。请勿拍照、转发；办理只按交办要求，不必引用原件。</p>
      </Alert>
      {pictures.map((id, at) => (
        <Section key={id} title={`第 ${at + 1} 页`}>
          <img
            class="instruction-scan"
            src={`${urls.deskReferralInstructionPicture(number)}?page=${at + 1}`}
            alt={`批示原件第 ${at + 1} 页的图片`}
          />
        </Section>
      ))}
    </>
  )
}
