import { newId } from '#platform/id.ts'
import { Button, ButtonRow, Card, Disclosure, Form, formatShare, HiddenField } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Advice, type AdvisedUnit, enough, sureness } from './advise.ts'

/** What is advised for this letter and why; one key takes it where it is sure enough. Without `action` it is only told (会商). The dispatcher decides. */
export function AdviceCard({ advice, action }: { advice: Advice; action: string | null }) {
  const [first, ...others] = advice.units
  return (
    <Card title="派单建议" icon="info">
      {advice.category && (
        <p>
          分类：<b>{advice.category.title}</b>
          <br />
          <small>
            {said(advice.category.probability)}
            {advice.category.words.length > 0 && `，依据信里的“${advice.category.words.join('”“')}”`}
          </small>
        </p>
      )}
      {first ? (
        <>
          <UnitWords unit={first} />
          {action && <Take unit={first} advice={advice} action={action} isFirst={first.probability >= enough} />}
          {others.length > 0 && (
            <Disclosure summary={`其他可能（${others.length}）`}>
              {others.map((unit) => (
                <div key={unit.id}>
                  <UnitWords unit={unit} />
                  {action && <Take unit={unit} advice={advice} action={action} />}
                </div>
              ))}
            </Disclosure>
          )}
        </>
      ) : (
        <p>还没有合适的单位可以建议，请查职责目录派单。</p>
      )}
      <p>
        <small>
          建议由本机从办结的来信和职责目录里学出，只供参考，由您决定。
          <a href={urls.deskDispatching()}>准不准、怎么学的</a>
        </small>
      </p>
    </Card>
  )
}

const said = (probability: number): string =>
  `${sureness(probability)}，${formatShare(Math.round(probability * 1000), 1000)}`

function UnitWords({ unit }: { unit: AdvisedUnit }) {
  return (
    <p>
      单位：<b>{unit.name}</b>
      <br />
      <small>
        {said(unit.probability)}
        {unit.words.length > 0 && `，依据信里的“${unit.words.join('”“')}”`}
        {unit.past > 0 && `；同类来信由它答复过 ${unit.past} 封`}
        {unit.duty && (
          <>
            <br />
            职责：<a href={urls.duty(unit.duty.id)}>{unit.duty.subject}</a>（{unit.duty.basisWord}：{unit.duty.basis}）
            {unit.duty.joint.length > 0 && `，${unit.duty.joint.join('、')}配合`}
          </>
        )}
      </small>
    </p>
  )
}

function Take(props: { unit: AdvisedUnit; advice: Advice; action: string; isFirst?: boolean }) {
  const { unit, advice, action, isFirst } = props
  return (
    <Form action={action} formKey={newId()}>
      <HiddenField name="dispatchUnit" value={unit.id} />
      {advice.category && <HiddenField name="dispatchCategory" value={advice.category.id} />}
      {unit.duty && <HiddenField name="dispatchDuty" value={unit.duty.subject} />}
      <ButtonRow>
        <Button
          size={isFirst ? 'normal' : 'small'}
          variant={isFirst ? 'primary' : 'secondary'}
          keys={isFirst ? 'a' : undefined}
          keysLabel="按建议派单"
        >
          按建议派给{unit.name}
        </Button>
      </ButtonRow>
    </Form>
  )
}
