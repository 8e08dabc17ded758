import { Alert, Card, Disclosure } from '#ui/index.ts'
import { type Track, tracks } from './tracks.ts'

const Door = ({ track }: { track: Track }) => (
  <>
    {track.door}
    {track.page && <a href={track.page.href}>去{track.page.label}</a>}
  </>
)

/** To a writer whose words point to another way: said at once, and the letter is taken all the same. */
export function TracksTold({ told }: { told: readonly Track[] }) {
  if (told.length === 0) return null
  return (
    <Alert tone="info" title={`这件事可能要走${told.map(({ label }) => label).join('、')}`}>
      <ul>
        {told.map((track) => (
          <li key={track.id}>
            {track.label}：
            <Door track={track} />
          </li>
        ))}
      </ul>
      <p>信照样收下。法律规定了专门渠道的事，信箱不能代替它作决定，请留意那边的期限。</p>
    </Alert>
  )
}

/** 这些事有专门的渠道, beside the form. */
export function OtherTracks() {
  return (
    <Card title="这些事有专门的渠道" icon="info">
      {tracks.map((track) => (
        <Disclosure key={track.id} summary={`${track.label}：${track.what}`}>
          <p>
            <Door track={track} />
          </p>
        </Disclosure>
      ))}
    </Card>
  )
}
