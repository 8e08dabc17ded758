import { Alert, DescriptionList, LinkButton, NumberText, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'

export type Identity = { number: string; kind: string; document: string; name: string; organisation: string }

/** The number of the document in full, for this one answer only: the act that showed it is in the audit. */
export function IdentityPage({ identity }: { identity: Identity }) {
  const { number, kind, document, name, organisation } = identity
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            公开申请 · <NumberText value={number} />
          </>
        }
        title="核对身份证明"
      />
      <Alert tone="warn" title="本次查看已经记录">
        <p>只用来核对申请人的身份，申请人看得到谁在什么时候看过。请勿抄录、转发。</p>
      </Alert>
      <DescriptionList
        items={[
          organisation !== '' && { label: '单位名称', value: organisation },
          { label: '姓名', value: name || '（未留姓名）' },
          { label: kind, value: document || '已依法删除' },
        ]}
      />
      <LinkButton href={urls.deskDisclosure(number)} variant="secondary" icon="left">
        回到办理页
      </LinkButton>
    </>
  )
}
