import { findEmergency } from '#core/documents/index.ts'
import { Alert } from '#ui/index.ts'

/** Whom to call before anything is written down (0-platform, emergencies through any door). */
export function DangerAlert({ what }: { what: string }) {
  const phones = [
    ...new Set(findEmergency(what).flatMap(({ certainty, phones: numbers }) => (certainty === 'now' ? numbers : []))),
  ]
  return (
    <Alert tone="bad" title="可能有危险，请先打电话" live>
      <p>
        {phones.map((phone) => (
          <a key={phone} href={`tel:${phone}`}>
            <b>{phone}</b>{' '}
          </a>
        ))}
        登记不能代替报警和急救。
      </p>
    </Alert>
  )
}
