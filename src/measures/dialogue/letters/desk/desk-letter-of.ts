import type { FileRow } from '#core/documents/index.ts'
import {
  type MatterEvent,
  type MatterRow,
  type MatterState,
  type MatterTextRow,
  stateWords,
} from '#core/matters/index.ts'
import { extensionGroundLabel } from '../acts/extend-letter.tsx'
import { pauseGrounds } from '../acts/pause-grounds.ts'
import { sizeText } from '../kept-uploads.ts'
import { papersOf } from '../papers/paper-kinds.ts'
import { classNameOf, dueShown, lightOfRow, marksOf, stateTones, type Today } from './desk-rows.ts'
import { concernedBy, draftComment, draftsOf, said, saidIn, wordsOf } from './desk-said.ts'
import { deskStops, deskTimeline, type Names } from './desk-timeline.tsx'
import type { DeskLetter } from './desk-view.ts'
import type { Related } from './joint-parts.ts'

/** All that the working page of one letter is made from; read by `desk-letter.ts`. */
export type DeskSource = {
  row: MatterRow
  state: MatterState
  events: readonly MatterEvent[]
  texts: ReadonlyMap<string, MatterTextRow>
  files: readonly FileRow[]
  division: string
  contact: Pick<DeskLetter, 'contact' | 'contactNote' | 'unreached'>
  related: Related
  names: Names
  today: Today
}

export function deskLetterOf(source: DeskSource): DeskLetter {
  const { row, state, events, names, today } = source
  const stops = deskStops(events, names)
  return {
    id: row.id,
    kind: row.kind,
    holderUnitId: row.holderUnitId,
    number: row.number,
    ...wordsOf(row, events, names),
    class: row.class,
    className: classNameOf(row),
    division: source.division,
    ...concernedBy(row, events, names),
    openedAt: row.openedAt,
    round: row.round,
    state: { id: row.state, word: stateWords[row.state], tone: stateTones[row.state] },
    marks: marksOf({ ...row, round: 1 }),
    wantsPublic: row.wantsPublic,
    ...source.contact,
    files: source.files.map(shownFile),
    papers: row.kind === 'letter' ? papersOf(events) : [],
    questions: saidIn(events, names, 'supplementRequested'),
    supplements: saidIn(events, names, 'supplemented'),
    clock: {
      light: lightOfRow(row, today),
      dueLabel: row.dispatchedAt === null && row.closedAt === null ? '最迟答复' : '答复期限',
      dueOn: row.dueOn,
      dispatchBy: row.acceptDueAt && dueShown(row, today),
      provisional: row.provisional,
      paused: state.pause && {
        ground: pauseGrounds.find(({ value }) => value === state.pause?.ground)?.label ?? state.pause.ground,
        since: state.pause.since,
        notice: names.text(state.pause.noticeId) ?? null,
      },
    },
    chain: {
      firstAsked: who(names, row.firstAskedUnitId, row.firstAskedPersonId),
      holder: who(names, row.holderUnitId, row.holderPersonId),
      offered: row.offeredUnitId && who(names, row.offeredUnitId, row.offeredPersonId),
      returns: row.returns,
    },
    stops,
    timeline: deskTimeline(stops),
    joint: source.related.parts.map((part) => ({ ...part, unit: names.unit(part.unitId) })),
    main: source.related.main && { ...source.related.main, unit: names.unit(source.related.main.unitId) },
    drafts: draftsOf(source.texts, names),
    submitted: state.draft && said(names, state.draft.text.id, state.draft.byPersonId, state.draft.at),
    answer: state.answer && said(names, state.answer.text.id, state.answer.byPersonId, state.answer.at),
    draftComment: state.state === 'inProgress' ? (draftComment(events, names) ?? null) : null,
    extensionAsked: state.extension && {
      amount: state.extension.amount,
      ground: extensionGroundLabel(state.extension.ground),
      said: said(names, state.extension.text.id, state.extension.byPersonId, state.extension.at),
    },
    urges: saidIn(events, names, 'urged'),
    orders: events.flatMap((event) =>
      event.type === 'supervised'
        ? [
            {
              number: event.data.orderNumber,
              replyDueOn: Temporal.PlainDate.from(event.data.replyDueOn),
              demand: names.text(event.data.text.id) ?? '',
            },
          ]
        : [],
    ),
    mergedInto: source.related.mergedInto,
  }
}

const who = (names: Names, unitId: string, personId: string | null): string =>
  [names.unit(unitId), names.person(personId)].filter(Boolean).join(' ')

const shownFile = (file: FileRow): DeskLetter['files'][number] => ({
  id: file.id,
  name: file.originalName ?? `附件.${file.extension}`,
  size: sizeText(file.bytes),
  isImage: file.thumbnailKey !== null,
  from: file.uploader === 'asker' ? 'asker' : 'staff',
})
