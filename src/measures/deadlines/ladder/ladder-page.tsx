import { Badge, DataTable, LinkButton, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Rung } from './rung.ts'

const roleWords = { handler: '承办人', head: '单位负责人', supervisor: '督查人员', leader: '分管领导' } as const

const actWords = {
  remindNow: '立即提醒',
  remind: '在下一次提醒里告诉',
  urge: '系统催办',
  order: '建议发督办单',
  listing: '建议挂牌督办',
  talk: '建议约谈',
} as const

/** 用去85%的时间, 还剩4个工作小时, 超期第2个工作日 … */
export function triggerText({ trigger, amount }: Pick<Rung, 'trigger' | 'amount'>): string {
  switch (trigger) {
    case 'yellow':
      return '亮黄灯时：用去七成时间，或只剩一个工作日'
    case 'share':
      return `用去${amount}%的时间`
    case 'workhoursLeft':
      return `还剩${amount}个工作小时`
    case 'red':
      return '亮红灯时：超过期限'
    case 'workdaysOver':
      return `超期满${amount}个工作日`
    case 'replyWorkdaysOver':
      return `督办报告逾期满${amount}个工作日`
  }
}

/** 提醒和督办规则: every rung with its moment, its readers and its source; when digests go out; what the machine never does. */
export function LadderPage({ rungs, times }: { rungs: readonly Rung[]; times: readonly Temporal.PlainTime[] }) {
  const clock = times.map((time) => time.toString({ smallestUnit: 'minute' })).join('、')
  return (
    <>
      <PageHeader
        title="提醒和督办规则"
        lead="办件快到期、超期时，什么时候提醒谁，到哪一步由人决定。"
        actions={
          <LinkButton href={urls.supervision()} variant="secondary">
            督办公开
          </LinkButton>
        }
      />
      <Section title="阶梯" id="ladder">
        <DataTable<Rung>
          caption="提醒、催办、督办的阶梯"
          captionHidden
          rows={rungs}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              label: '一级',
              cell: ({ title, id }) => (
                <>
                  {title} <small>{id}</small>
                </>
              ),
            },
            { key: 'when', label: '什么时候', cell: triggerText },
            { key: 'act', label: '做什么', tight: true, cell: ({ act }) => actWords[act] },
            {
              key: 'who',
              label: '告诉谁、由谁决定',
              cell: ({ tells }) => tells.map((role) => roleWords[role]).join('、'),
            },
            { key: 'source', label: '依据', cell: (rung) => <Source rung={rung} /> },
          ]}
        />
      </Section>
      <Section title="怎么提醒" id="digests">
        <ul>
          <li>
            工作日 {clock}{' '}
            各一次，一人一次一条，把快到期、超期、被催办、被督办、被退回、新转来的合在一起；没有事就不发；休息日不发。{' '}
            <Badge tone="warn">本市自定（非法律规定）</Badge>
          </li>
          <li>只有紧急情况和还剩几个工作小时就到期的，才单独立即提醒。</li>
          <li>同一件事，各级和系统合计一天最多催办一次，页面上先列出已有的催办。</li>
          <li>督办单、挂牌督办、约谈只由系统提出建议，发不发由人决定，不发要写理由。</li>
          <li>举报和反映工作人员的，只提醒有权办理的人，短信里不出现编号和内容。</li>
          <li>催办、督办、退回重报计入发出的单位，每个单位发出多少次都公开。</li>
        </ul>
      </Section>
    </>
  )
}

function Source({ rung: { isLocal, source, quote } }: { rung: Rung }) {
  return (
    <>
      {source} {isLocal && <Badge tone="warn">本市自定（非法律规定）</Badge>}
      {quote && <blockquote>“{quote}”</blockquote>}
    </>
  )
}
