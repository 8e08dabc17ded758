import { DateText, DateTimeText, DescriptionList, NumberText, PlainText } from '#ui/index.ts'
import type { DeskLetter } from './desk-view.ts'

/**
 * 办理单：one sheet that goes with a letter through an office, with room for handwriting. The contact is printed only on demand (`contact`), which the
 * route writes into the audit: paper leaves the house.
 */
export function PrintSheet({
  letter,
  contact,
  printedBy,
  printedAt,
}: {
  letter: DeskLetter
  contact: { name: string; phone: string } | null
  printedBy: string
  printedAt: Temporal.Instant
}) {
  return (
    <>
      <h1>来信办理单</h1>
      <DescriptionList
        columns={2}
        items={[
          { label: '编号', value: <NumberText value={letter.number} /> },
          { label: '类别', value: letter.className },
          { label: '写信时间', value: <DateTimeText at={letter.openedAt} /> },
          { label: letter.clock.dueLabel, value: letter.clock.dueOn && <DateText date={letter.clock.dueOn} long /> },
          { label: '地点', value: letter.place ? `${letter.division} ${letter.place}` : letter.division },
          { label: '现在由谁办', value: letter.chain.holder },
          { label: '首问', value: letter.chain.firstAsked },
          { label: '状态', value: [letter.state.word, ...letter.marks].join('、') },
          {
            label: '写信人',
            value: contact
              ? `${contact.name} ${contact.phone}`
              : letter.contact
                ? `${letter.contact.name} ${letter.contact.phone}`
                : (letter.contactNote ?? '未留联系方式'),
          },
        ]}
      />
      <h2>{letter.title}</h2>
      <PlainText text={letter.body} />
      {letter.files.length > 0 && (
        <p>
          附件 {letter.files.length} 件：{letter.files.map((file) => file.name).join('、')}
        </p>
      )}
      {letter.supplements.map((supplement) => (
        <div key={supplement.id}>
          <h3>
            补充（
            <DateTimeText at={supplement.at} />）
          </h3>
          <PlainText text={supplement.text} />
        </div>
      ))}
      {(letter.answer ?? letter.submitted) && (
        <>
          <h2>{letter.answer ? '答复' : '拟答复（待审核）'}</h2>
          <PlainText text={(letter.answer ?? letter.submitted)?.text ?? ''} />
        </>
      )}
      <h2>办理经过</h2>
      <table class="plain-table">
        <tbody>
          {letter.timeline.map((item, index) => (
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
