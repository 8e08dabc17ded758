import { formatDate } from '#ui/index.ts'
import { tracksIn } from '../letters/tracks.ts'
import type { Knowledge } from './knowledge.ts'

/** 手边的知识: answers that are public, who answers for what, and whether it belongs to another track. */
export function KnowledgePanel({ text, knowledge }: { text: string; knowledge: Knowledge | null }) {
  const [track] = tracksIn(text)
  if (!knowledge) return <p class="field-hint">写几个字，这里就会找出公开的答复和职责目录。</p>
  const { answers, duties } = knowledge
  return (
    <>
      {track && (
        <div class="call-track">
          <p>
            <b>可能要走其他渠道：{track.label}</b>
          </p>
          <p>{track.door}</p>
        </div>
      )}
      {duties.length > 0 && (
        <>
          <h3 class="call-known-head">归谁管</h3>
          <ul class="plain-list">
            {duties.map(({ subject, unit, phone, basis }) => (
              <li key={subject}>
                <b>{unit}</b>
                {phone && `（${phone}）`}：{subject}
                <br />
                <small>{basis}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      {answers.length > 0 && (
        <>
          <h3 class="call-known-head">公开的答复和内容</h3>
          <ul class="plain-list">
            {answers.map(({ title, href, unitName, answeredOn }) => (
              <li key={href}>
                <a href={href} target="_blank" rel="noopener">
                  {title}
                </a>
                <br />
                <small>
                  {unitName}
                  {answeredOn && ` · ${formatDate(answeredOn)} 答复`}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {answers.length === 0 && duties.length === 0 && <p>没有找到现成的答复。换几个字试试，或者立单。</p>}
    </>
  )
}
