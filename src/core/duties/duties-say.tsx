import { Card } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Duty } from './duties.ts'

/** What the catalogue says to the words of a question, beside the form where somebody decides whose it is. */
export function DutiesSay({ duties, hasWords }: { duties: Duty[]; hasWords: boolean }) {
  if (duties.length === 0) {
    return hasWords ? (
      <Card title="职责目录怎么说" icon="file" tone="sunk">
        <p>
          目录里没有查到这件事归谁管。<a href={urls.duties()}>换个说法再查</a>
        </p>
      </Card>
    ) : null
  }
  return (
    <Card title="职责目录怎么说" icon="file">
      <ul>
        {duties.map((duty) => (
          <li key={duty.id}>
            <a href={urls.duty(duty.id)}>{duty.subject}</a>
            {duty.place && `（${duty.place}）`}：<b>{duty.unit}</b>
            {duty.joint.length > 0 && `，${duty.joint.join('、')}配合`}
            <br />
            <small>
              {duty.basisWord}：{duty.basis}
              {duty.decidedBy && `（${duty.decidedBy}裁定）`}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  )
}
