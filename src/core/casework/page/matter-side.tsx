import { Alert, DateText, DateTimeText, DescriptionList, Light, PlainText, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Desk } from '../desk.ts'
import type { DeskMatter } from './desk-matter.ts'

export function Clock({ desk, matter, limitUnit }: { desk: Desk; matter: DeskMatter; limitUnit: string }) {
  const { clock } = matter
  return (
    <Section title="期限">
      <p>
        <Light color={clock.light.colour} text={clock.light.text} />
      </p>
      {clock.dueOn && (
        <p>
          {clock.dueLabel}：<DateText date={clock.dueOn} long />
        </p>
      )}
      {clock.dispatchBy && (
        <p>
          {clock.dispatchLabel}：
          <DateText date={clock.dispatchBy} long />
        </p>
      )}
      {clock.consultBy && (
        <p>
          会商确定主办单位：
          <DateText date={clock.consultBy} long />
        </p>
      )}
      {clock.provisional && <p>暂定日期：所经年份的放假安排还没有公布，公布后重新计算。</p>}
      {clock.paused && (
        <>
          <p>
            <DateTimeText at={clock.paused.since} /> 起暂停计时：{clock.paused.ground}
          </p>
          {clock.paused.notice && <PlainText text={clock.paused.notice} />}
        </>
      )}
      {matter.extensionAsked && (
        <Alert tone="warn" title={`申请延期 ${matter.extensionAsked.amount} ${limitUnit}`}>
          <p>
            {matter.extensionAsked.ground}。{matter.extensionAsked.said?.by}：{matter.extensionAsked.said?.text}
          </p>
        </Alert>
      )}
      <p>
        <a href={desk.urls.why(matter.number)}>这个日期怎么算的</a>
        {clock.dueOn && (
          <>
            {' · '}
            <a href={desk.urls.calendarFile(matter.number)}>存进日历</a>
          </>
        )}
      </p>
    </Section>
  )
}

export function Chain({ matter }: { matter: DeskMatter }) {
  const { chain } = matter
  return (
    <Section title="责任链">
      <DescriptionList
        items={[
          { label: '现在由谁办', value: chain.holder },
          chain.standIn !== null && { label: '休假，替班', value: chain.standIn },
          chain.offered !== null && { label: '等待接收', value: chain.offered },
          { label: '首问', value: chain.firstAsked },
          chain.returns > 0 && { label: '退转次数', value: `${chain.returns} 次` },
          matter.orders.length > 0 && {
            label: '督办单',
            value: matter.orders.map(({ number }) => (
              <div key={number}>
                <a href={urls.deskSupervision({ list: 'orders', q: number })}>{number}</a>
              </div>
            )),
          },
        ]}
      />
    </Section>
  )
}
