import {
  Alert,
  Button,
  DataTable,
  EmptyState,
  Form,
  formatDateTime,
  HiddenField,
  KeyPager,
  PageHeader,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { clockText, secondsBetween, skillWord } from './call.ts'
import type { Missed } from './calls.ts'

export type MissedPageProps = {
  missed: (Missed & { number: string })[]
  /** The one whose number is shown now. */
  shown: { id: string; number: string } | null
  next: string | null
  formKey: string
  timeZone: string
}

/** 漏接回拨: who gave up waiting is called, the longest ago first. */
export function MissedPage({ missed, shown, next, formKey, timeZone }: MissedPageProps) {
  return (
    <>
      <PageHeader
        title="漏接回拨"
        lead="没有接起来的来电，最早的在前。回拨三次*没有接通的、后来又打进来接通的，不再列出。显示号码会留下记录。"
      />
      {shown && (
        <Alert tone="info" title={`请拨 ${shown.number}`} live>
          <Form action={urls.deskCallAct(shown.id, 'call-back')} formKey={formKey}>
            <div class="button-row">
              <Button name="outcome" value="done" accessKey="s">
                接通了
              </Button>
              <Button name="outcome" value="unreached" variant="secondary" accessKey="w">
                没有接通
              </Button>
            </div>
          </Form>
        </Alert>
      )}
      <DataTable
        caption="待回拨的来电"
        captionHidden
        rows={missed}
        rowKey={({ id }) => id}
        columns={[
          { key: 'at', label: '来电时间', tight: true, cell: ({ startedAt }) => formatDateTime(startedAt, timeZone) },
          { key: 'number', label: '号码', tight: true, cell: ({ number }) => number },
          {
            key: 'waited',
            label: '等了',
            tight: true,
            cell: ({ startedAt, endedAt }) => (endedAt ? clockText(secondsBetween(startedAt, endedAt)) : '—'),
          },
          { key: 'skill', label: '语言', tight: true, cell: ({ skill }) => skillWord(skill) },
          { key: 'tries', label: '回拨过', tight: true, cell: ({ tries }) => `${tries} 次` },
          {
            key: 'act',
            label: '回拨',
            tight: true,
            cell: ({ id, number }) => (
              <Form action={urls.deskCallAct(id, 'call-back')} formKey={formKey}>
                <HiddenField name="outcome" value="show" />
                <Button variant="secondary" size="small">
                  显示号码<span class="visually-hidden">{` ${number}`}</span>
                </Button>
              </Form>
            ),
          },
        ]}
        empty={<EmptyState title="没有要回拨的">漏接的都已回拨，或者已经再次打进来接通。</EmptyState>}
      />
      {next && <KeyPager nextHref={urls.deskCallsMissed(next)} shown={missed.length} />}
    </>
  )
}
