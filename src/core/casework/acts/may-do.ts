import {
  type Command,
  type CommandType,
  type Counting,
  type Deciding,
  decide,
  kindOf,
  type MatterState,
  type Units,
} from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import type { DeskAct } from './act.ts'

export type MayDo = {
  /** What the actor may do now. */
  acts: DeskAct[]
  /** What would be theirs to do, but not now: title and sentence why. */
  notNow: { title: string; sentence: string }[]
}

/** Whoever works on it adds to it. */
export const mayAddMaterials = ({ acts }: MayDo): boolean => acts.some(({ takesMaterials }) => takesMaterials)

type Asking = {
  actor: StaffActor
  now: Temporal.Instant
  counting: Counting
  units: Units
  /** Of whom the matter waits for, those on leave. */
  away: ReadonlySet<string>
}

const words: Deciding['text'] = { id: '00000000-0000-7000-8000-000000000000', part: 'remark', hash: '0'.repeat(64) }

/**
 * Asks the engine itself, with each act as if its form were filled in: what it would do is offered; what it refuses only for a field still to be
 * chosen (a unit, a number) is offered too. So the page can never offer what the verb refuses to this person, nor hide what it would do.
 */
export function mayDo(
  acts: readonly DeskAct[],
  state: MatterState,
  { actor, now, counting, units, away }: Asking,
): MayDo {
  const kind = kindOf(state.kind)
  const deciding: Deciding = {
    kind,
    actor,
    now,
    at: now,
    counting,
    units,
    away,
    staff: new Map(),
    names: new Map(),
    text: words,
    ground: words,
    target: null,
  }
  const may: MayDo = { acts: [], notNow: [] }
  for (const act of acts) {
    if (act.offered && !act.offered(state, kind, actor)) continue
    const command = act.tried?.(state, kind) ?? (act.command && filledIn(act.command, state, kind))
    if (!command) {
      may.acts.push(act)
      continue
    }
    const decision = decide(state, command, deciding)
    if (!(decision instanceof Refusal) || isMendable(command, decision)) may.acts.push(act)
    else if (isWorthSaying(decision.code)) may.notNow.push({ title: act.title, sentence: decision.message })
  }
  return { ...may, acts: may.acts.filter((act) => !isSaidElsewhere(act.noun, may.acts)) }
}

/** The dispatch form corrects the class; whoever still has to dispatch has nobody to urge. */
const isSaidElsewhere = (noun: string, acts: readonly DeskAct[]): boolean =>
  (noun === 'classification' || noun === 'urge') && acts.some((act) => act.noun === 'dispatch')

/** Refusals that a choice in the form can mend. */
const stillToChoose = new Set(['no-unit', 'no-target', 'parts-open', 'no-choice'])

/** What a kind refuses of its own step for a field of the form, the form can mend. */
const isMendable = (command: Command, { code, field }: Refusal): boolean =>
  stillToChoose.has(code) || (command.type === 'step' && field !== undefined)

/** Refusals that a person who is otherwise in charge wants to know beforehand, instead of searching for a button. */
const isWorthSaying = (code: string): boolean =>
  code.startsWith('extension-') ||
  [
    'already-requested',
    'already-urged',
    'same-person',
    'own-draft',
    'own-request',
    'return-too-late',
    'binding',
  ].includes(code)

function filledIn(type: CommandType, state: MatterState, kind: Deciding['kind']): Command {
  const text = '说明'
  switch (type) {
    case 'dispatch':
      return { type, unitId: '' }
    case 'classify':
      return { type, class: Object.keys(kind.classes).find((id) => id !== state.class) ?? '', text }
    case 'returnDispatch':
      return { type, ground: Object.keys(kind.returnGrounds)[0] ?? '', text }
    case 'offerHandOver':
      return { type, unitId: '', text }
    case 'inviteJoint':
      return { type, parts: [], text }
    case 'requestExtension':
      return { type, amount: 1, ground: Object.keys(kind.extensionGrounds)[0] ?? '', text }
    case 'review':
      return { type, result: 'end', text }
    case 'supervise':
      return { type, orderNumber: 'next', replyDueOn: Temporal.PlainDate.from('2999-12-31'), text }
    case 'merge':
      return { type, intoId: '' }
    case 'rejectAnswer':
      return { type, reason: Object.keys(kind.rejectionReasons)[0] ?? '', text }
    case 'acceptAnswer':
      return { type }
    case 'close':
      return { type, outcome: 'invalid', text }
    case 'sign':
    case 'acceptHandOver':
    case 'approveExtension':
    case 'resume':
    case 'answer':
    case 'urge':
      return { type }
    case 'declineHandOver':
    case 'withdrawHandOver':
    case 'submitDraft':
    case 'returnDraft':
    case 'refuseExtension':
    case 'requestSupplement':
    case 'reopen':
      return { type, text }
    default:
      throw new Error(`no desk act has the command ${type}`)
  }
}
