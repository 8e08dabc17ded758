import { type FileRow, sizeText } from '#core/documents/index.ts'
import { kindOf, type MatterEvent, type MatterRow, type MatterState, type MatterTextRow } from '#core/matters/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { Desk } from '../desk.ts'
import { classNameOf, dueShown, lightOfRow, marksOf, stateTones, stateWord, type Today } from '../lists/rows.ts'
import type { DeskMatter } from './desk-matter.ts'
import type { Related } from './related.ts'
import { concernedBy, draftComment, draftsOf, said, saidIn, wordsOf } from './said.ts'
import { deskStops, deskTimeline, type Names, pauseGroundWord } from './timeline.tsx'

/** All that the working page of one matter is made from; read by `open-at-desk.ts`. */
export type DeskSource = {
  desk: Desk
  row: MatterRow
  state: MatterState
  events: readonly MatterEvent[]
  texts: ReadonlyMap<string, MatterTextRow>
  files: readonly FileRow[]
  division: string
  contact: Pick<DeskMatter, 'contact' | 'contactNote' | 'unreached'>
  related: Related
  names: Names
  today: Today
  consultUntil: Temporal.Instant | null
  /** Of a holder on leave: who stands in, null where nobody was named; undefined of one who is there. */
  standIn: string | null | undefined
}

export function deskMatterOf(source: DeskSource): DeskMatter {
  const { desk, row, state, events, names, today } = source
  const stops = deskStops(desk, row.kind, events, names)
  const dates = row.kind === 'part' ? undefined : desk.dateWords?.(state)
  return {
    id: row.id,
    kind: row.kind,
    holderUnitId: row.holderUnitId,
    number: row.number,
    ...wordsOf(desk, row, events, names),
    class: row.class,
    className: classNameOf(desk, row),
    division: source.division,
    ...concernedBy(desk, row, events, names),
    openedAt: row.openedAt,
    round: row.round,
    state: { id: row.state, word: stateWord(desk, row.state), tone: stateTones[row.state] },
    marks: marksOf(desk, { ...row, round: 1 }),
    wantsPublic: row.wantsPublic,
    ...source.contact,
    files: source.files.map(shownFile),
    questions: saidIn(events, names, 'supplementRequested'),
    supplements: saidIn(events, names, 'supplemented'),
    clock: {
      light: lightOfRow(row, today),
      dueLabel: dates?.due ?? (row.dispatchedAt === null && row.closedAt === null ? '最迟答复' : '答复期限'),
      dueOn: row.dueOn,
      dispatchLabel: dates?.dispatch ?? (state.answerFrom === 'step' ? '受理期限' : '派单期限'),
      dispatchBy: row.acceptDueAt && dueShown(row, today),
      consultBy: source.consultUntil && dateIn(today.zone, source.consultUntil.subtract({ nanoseconds: 1 })),
      provisional: row.provisional,
      paused: state.pause && {
        ground: pauseGroundWord(desk, state.pause.ground),
        since: state.pause.since,
        notice: names.text(state.pause.noticeId) ?? null,
      },
    },
    chain: {
      firstAsked: who(names, row.firstAskedUnitId, row.firstAskedPersonId),
      holder: who(names, row.holderUnitId, row.holderPersonId),
      standIn: source.standIn === undefined ? null : names.person(source.standIn) || '由单位负责人安排',
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
      ground: kindOf(row.kind).extensionGrounds[state.extension.ground] ?? state.extension.ground,
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

const shownFile = (file: FileRow): DeskMatter['files'][number] => ({
  id: file.id,
  name: file.originalName ?? `附件.${file.extension}`,
  size: sizeText(file.bytes),
  isImage: file.thumbnailKey !== null,
  from: file.uploader === 'asker' ? 'asker' : 'staff',
})
