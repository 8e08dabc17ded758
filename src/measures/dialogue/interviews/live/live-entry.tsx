import { formatDateTime, PlainText } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Entry } from '../interview.ts'

const marks: Partial<Record<Entry['kind'], string>> = { question: '网友提问', correction: '更正' }

/** One entry of the live text, the same on the page and in the stream. */
export const LiveEntry = ({ entry, number, timeZone }: { entry: Entry; number: string; timeZone: string }) => {
  const { seq, kind, speaker, words, at, fileId, pictureWords, link, corrects } = entry
  return (
    <li class={`live-entry live-${kind}`} id={`entry-${seq}`} data-seq={seq}>
      <p class="live-who">
        <b>{speaker}</b>
        {marks[kind] && <span class="live-mark">{marks[kind]}</span>}
        {corrects !== null && <a href={`#entry-${corrects}`}>更正第 {corrects} 条</a>}
        <time dateTime={at.toString()}>{formatDateTime(at, timeZone).slice(-5)}</time>
      </p>
      <PlainText text={words} />
      {fileId && (
        <img class="live-picture" src={urls.interviewFile(number, fileId)} alt={pictureWords ?? ''} loading="lazy" />
      )}
      {link && (
        <p>
          <a href={link} rel="noopener noreferrer">
            {link}
          </a>
        </p>
      )}
    </li>
  )
}
