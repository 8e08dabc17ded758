import { DateText, DateTimeText, DescriptionList, NumberText, PlainText } from '#ui/index.ts'
import type { Desk } from '../desk.ts'
import type { DeskMatter } from './desk-matter.ts'

export const sheetTitle = ({ words }: Pick<Desk, 'words'>): string => `${words.matter}办理单`

/**
 * 办理单：one sheet that goes with a matter through an office, with room for handwriting. The contact is printed only on demand (`contact`), which the
 * route writes into the audit: paper leaves the house.
 */
export function PrintSheet({
  desk,
  matter,
  contact,
  printedBy,
  printedAt,
}: {
  desk: Desk
  matter: DeskMatter
  contact: { name: string; phone: string } | null
  printedBy: string
  printedAt: Temporal.Instant
}) {
  return (
    <>
      <h1>{sheetTitle(desk)}</h1>
      <DescriptionList
        columns={2}
        items={[
          { label: '编号', value: <NumberText value={matter.number} /> },
          { label: '类别', value: matter.className },
          { label: desk.words.openedAt, value: <DateTimeText at={matter.openedAt} /> },
          { label: matter.clock.dueLabel, value: matter.clock.dueOn && <DateText date={matter.clock.dueOn} long /> },
          { label: '地点', value: matter.place ? `${matter.division} ${matter.place}` : matter.division },
          { label: '现在由谁办', value: matter.chain.holder },
          { label: '首问', value: matter.chain.firstAsked },
          { label: '状态', value: [matter.state.word, ...matter.marks].join('、') },
          desk.hasContact && {
            label: desk.words.asker,
            value: contact
              ? `${contact.name} ${contact.phone}`
              : matter.contact
                ? `${matter.contact.name} ${matter.contact.phone}`
                : (matter.contactNote ?? '未留联系方式'),
          },
        ]}
      />
      <h2>{matter.title}</h2>
      <PlainText text={matter.body} />
      {matter.files.length > 0 && (
        <p>
          附件 {matter.files.length} 件：{matter.files.map((file) => file.name).join('、')}
        </p>
      )}
      {matter.supplements.map((supplement) => (
        <div key={supplement.id}>
          <h3>
            补充（
            <DateTimeText at={supplement.at} />）
          </h3>
          <PlainText text={supplement.text} />
        </div>
      ))}
      {(matter.answer ?? matter.submitted) && (
        <>
          <h2>{matter.answer ? '答复' : '拟答复（待审核）'}</h2>
          <PlainText text={(matter.answer ?? matter.submitted)?.text ?? ''} />
        </>
      )}
      <h2>办理经过</h2>
      <table class="plain-table">
        <tbody>
          {matter.timeline.map((item, index) => (
            <tr key={index}>
              <td>{item.when}</td>
              <td>{item.who}</td>
              <td>
                {item.title}
                {item.body}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>承办意见</h2>
      <div class="sheet-blank" />
      <h2>负责人意见</h2>
      <div class="sheet-blank" />
      <p>
        <small>
          {printedBy} 于 <DateTimeText at={printedAt} /> 打印，用毕请妥善保管或销毁。
        </small>
      </p>
    </>
  )
}
