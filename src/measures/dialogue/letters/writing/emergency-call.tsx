import { Alert, ButtonRow, LinkButton } from '#ui/index.ts'
import type { Emergency } from '../letter-words.ts'

/** Nobody should wait for a letter to be read while somebody is in danger: the numbers stand above everything else. */
export function EmergencyCall({ emergency }: { emergency: Emergency | null }) {
  if (!emergency) {
    return (
      <p>
        有人受伤、着火、燃气泄漏、正在发生伤害？别等回信，马上拨打 <a href="tel:110">110</a>、<a href="tel:119">119</a>
        、<a href="tel:120">120</a>。
      </p>
    )
  }
  return (
    <Alert tone="bad" title={`您写的可能是紧急情况（${emergency.kind}），请马上打电话，不要等回信`} live>
      <ButtonRow>
        {emergency.call.map(({ number, what }) => (
          <LinkButton key={number} href={`tel:${number}`} variant="danger" size="large" icon="phone">
            {number} {what}
          </LinkButton>
        ))}
      </ButtonRow>
      <p>信照样收下、照样办理，值班人员会先看。</p>
    </Alert>
  )
}
