import { Button, ButtonRow, DataTable, DateTimeText, Form, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { OpenSession } from './account-page.tsx'

/** Where I am signed in, and the way out of each. */
export function SessionsSection({
  sessions,
  hasPassword,
  timeZone,
}: {
  sessions: OpenSession[]
  hasPassword: boolean
  timeZone: string
}) {
  const others = sessions.filter(({ isThis }) => !isThis)
  return (
    <Section title="登录在哪里">
      <DataTable
        caption="正在使用的登录"
        captionHidden
        rows={sessions}
        rowKey={(session) => session.id}
        columns={[
          { key: 'device', label: '设备', cell: (one) => one.device },
          { key: 'started', label: '登录时间', cell: (one) => <DateTimeText at={one.startedAt} timeZone={timeZone} /> },
          { key: 'seen', label: '最近使用', cell: (one) => <DateTimeText at={one.seenAt} timeZone={timeZone} /> },
          { key: 'end', label: '操作', cell: (one) => (one.isThis ? '就是这一次' : <EndOne id={one.id} />) },
        ]}
      />
      <p class="field-hint">不认得的设备请马上退出，{hasPassword && '更换口令，'}并拨打 12345 告诉我们。</p>
      <ButtonRow>
        {others.length > 0 && (
          <Form action={urls.accountSignOutOthers()}>
            <Button variant="secondary">退出其他 {others.length} 处</Button>
          </Form>
        )}
        <Form action={urls.accountSignOutEverywhere()}>
          <Button variant="secondary">全部退出</Button>
        </Form>
      </ButtonRow>
    </Section>
  )
}

function EndOne({ id }: { id: string }) {
  return (
    <Form action={urls.accountSessionEnd(id)}>
      <Button variant="quiet" size="small">
        退出
      </Button>
    </Form>
  )
}
