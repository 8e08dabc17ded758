import { DataTable, DateTimeText, Section } from '#ui/index.ts'
import type { ShownReading } from './readings.ts'

export function ReadingsSection({ readings, timeZone }: { readings: ShownReading[]; timeZone: string }) {
  return (
    <Section title="谁看过我的电话">
      <p>工作人员平时只看到遮住中间几位的号码。谁要看完整的姓名和电话，都会记在这里，删不掉。</p>
      <DataTable
        caption="查看记录，新的在前"
        captionHidden
        rows={readings}
        rowKey={({ at, subjectId }) => `${at} ${subjectId}`}
        empty={<p>没有人看过。</p>}
        columns={[
          { key: 'at', label: '时间', tight: true, cell: ({ at }) => <DateTimeText at={at} timeZone={timeZone} /> },
          { key: 'by', label: '谁', cell: ({ by }) => by },
          { key: 'act', label: '做了什么', cell: ({ act }) => act },
        ]}
      />
      <p class="field-hint">为了保护工作人员，这里写单位和岗位，不写名字。有疑问请拨打 12345。</p>
    </Section>
  )
}
