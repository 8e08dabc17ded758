import type { TextPart } from './words.ts'

/**
 * What may be asked of a matter. `text` is what the person typed; `act` keeps it in a deletable row and shows `decide` only its id and hash. Where
 * a text is not optional here, `decide` refuses without it.
 */
export type Command =
  /** 派单，也是改派：to a unit, or to one person of it. `class` corrects the writer's choice in the same act. */
  | { type: 'dispatch'; unitId: string; personId?: string; class?: string; text?: string }
  | { type: 'classify'; class: string; text?: string }
  /** 签收；also takes up what was signed silently or came back for the second round. */
  | { type: 'sign' }
  /** 退单 */
  | { type: 'returnDispatch'; ground: string; text: string }
  | { type: 'offerHandOver'; unitId: string; personId?: string; text?: string }
  | { type: 'acceptHandOver' }
  | { type: 'declineHandOver'; text: string }
  /** 收回转办：before anybody has accepted it. */
  | { type: 'withdrawHandOver'; text: string }
  /** 报请裁定：the unit that would not take it, and why it should. */
  | { type: 'dispute'; unitId: string; text: string }
  /** 裁定：who handles it, for good; `text` is the basis. */
  | { type: 'settle'; unitId: string; text: string }
  /** 协办；the ids of the parts are made by the caller (`inviteJoint`). */
  | { type: 'inviteJoint'; parts: { matterId: string; unitId: string }[]; text?: string }
  | { type: 'recordJointAnswer'; matterId: string; unitId: string; textId: string | null }
  /** `choice`: of the kind's `answerChoices`, where it has some. */
  | { type: 'submitDraft'; text: string; choice?: string }
  | { type: 'returnDraft'; text: string }
  /** Approves the draft, or answers at once where the kind needs no approval (`text`). `withoutParts`: why not to wait for the joint units. */
  | { type: 'answer'; text?: string; choice?: string; withoutParts?: string }
  | { type: 'requestExtension'; amount: number; ground: string; text: string }
  | { type: 'approveExtension' }
  | { type: 'refuseExtension'; text: string }
  | { type: 'pause'; ground: string; noticeId: string }
  | { type: 'resume' }
  | { type: 'requestSupplement'; text: string }
  | { type: 'supplement'; text: string; fileIds?: string[] }
  | { type: 'acceptAnswer' }
  | { type: 'rejectAnswer'; reason: string; text?: string }
  | { type: 'rate'; solved?: boolean; satisfied?: number; reasons?: string[]; text?: string }
  | { type: 'review'; result: 'continue'; dueOn: Temporal.PlainDate; unitId: string; text: string }
  | { type: 'review'; result: 'hang' | 'end' | 'otherTrack'; text: string }
  | { type: 'urge'; text?: string }
  | { type: 'supervise'; orderNumber: string; replyDueOn: Temporal.PlainDate; text: string }
  | { type: 'mark'; mark: string; on: boolean; text?: string }
  | { type: 'merge'; intoId: string }
  /** `revisited`: whoever asked from outside was told that it is not solved; it goes back to the unit, to another person, and the next time to review. */
  | { type: 'reopen'; text: string; revisited?: boolean }
  | { type: 'withdraw'; text?: string }
  /** Ends what needs no answer: belongs to another track, or is empty or abusive. Of an answered matter the clock closes it. */
  | { type: 'close'; outcome: 'otherTrack' | 'invalid' | 'mainEnded'; text?: string }
  | { type: 'publish'; publicationId: string }
  | { type: 'correct'; publicationId: string; text: string }
  | { type: 'unpublish'; publicationId: string; text: string }
  /** A step of the kind's own (`Kind.ownSteps`). */
  | {
      type: 'step'
      step: string
      choice?: string
      unitId?: string
      on?: Temporal.PlainDate
      text?: string
      fileIds?: string[]
    }
  /** The clock looks at what has become due. */
  | { type: 'wake' }
  | { type: 'erase'; ground: string; textIds: string[] }

export type CommandType = Command['type']

export type StepCommand = Extract<Command, { type: 'step' }>

/** Under which part a command's text is kept; of a kind's own step the kind says it. */
export const partOfText: Partial<Record<CommandType, TextPart>> = {
  dispatch: 'remark',
  classify: 'remark',
  returnDispatch: 'reason',
  offerHandOver: 'remark',
  declineHandOver: 'reason',
  withdrawHandOver: 'reason',
  dispute: 'reason',
  settle: 'ground',
  inviteJoint: 'ask',
  submitDraft: 'draft',
  returnDraft: 'comment',
  answer: 'reply',
  requestExtension: 'reason',
  refuseExtension: 'reason',
  requestSupplement: 'question',
  supplement: 'supplement',
  rejectAnswer: 'reason',
  rate: 'remark',
  review: 'reason',
  urge: 'remark',
  supervise: 'demand',
  mark: 'reason',
  reopen: 'fact',
  withdraw: 'reason',
  close: 'reason',
  correct: 'ground',
  unpublish: 'ground',
}
