import { z } from '@hono/zod-openapi'
import { apiParts } from '#core/casework/index.ts'
import { urls } from '#urls.ts'
import type { BreachRead } from '../breaches/read-breach.ts'
import type { BreachListed } from '../breaches/read-breaches.ts'
import {
  breachCauses,
  breachKinds,
  breachSources,
  breachStates,
  gradeWords,
  gravities,
  outcomes,
  partyWords,
  tolerances,
} from '../breaches/words.ts'

const { date, instant, option } = apiParts
const coded = z.object({ id: z.string(), word: z.string() })

const listed = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: coded,
  unit: z.string(),
  source: coded,
  raisedAt: instant,
  state: coded,
  outcome: coded.nullable(),
  party: coded.nullable().openapi({ description: '处理的是工作人员还是单位' }),
  grade: coded.nullable(),
  dueOn: date.nullable().openapi({ description: '本环节的期限' }),
})

export const breachListShape = z.object({ breaches: z.array(listed), next: apiParts.next }).openapi('Breaches')

export const breachShape = listed
  .extend({
    person: z.string().nullable().openapi({ description: '查到的工作人员' }),
    matter: z.string().nullable().openapi({ description: '问的事的编号；没有登记或者您看不到的为空' }),
    hidesComplaint: z.boolean().openapi({ description: '反映人没有同意，原话不给您看' }),
    gravity: coded.nullable(),
    cause: coded.nullable(),
    tolerance: coded.nullable(),
    decidedUnit: z.string().nullable(),
    hearBy: date.nullable(),
    appealBy: date.nullable(),
    effectUntil: date.nullable(),
    steps: z.array(
      z.object({
        type: z.string(),
        at: instant,
        by: z.string(),
        words: z.array(z.object({ part: z.string(), text: z.string() })),
        files: z.array(z.object({ id: z.uuid(), name: z.string() })),
      }),
    ),
    parties: z.array(option).openapi({ description: '您可以替谁陈述' }),
    acts: z.array(z.string()).openapi({
      description: `现在可以办的：POST 到 ${urls.apiBreachAct('{id}', '')} 后面加这个词`,
    }),
  })
  .openapi('Breach')

export const breachDoneShape = z
  .object({
    id: z.uuid(),
    act: z.string(),
    state: coded.nullable().openapi({ description: '办完以后的状态；null 是已经不归您看' }),
    breach: z.string(),
  })
  .openapi('BreachDone')

const code = <Id extends string>(words: Readonly<Record<Id, string>>, id: Id) => ({ id, word: words[id] })
const codeOrNone = <Id extends string>(words: Readonly<Record<Id, string>>, id: Id | null) => id && code(words, id)

export const stateOf = (state: keyof typeof breachStates) => code(breachStates, state)

export const shownListed = ({ breach, unit }: BreachListed) => ({
  id: breach.id,
  number: breach.number,
  kind: code(breachKinds, breach.kind),
  unit,
  source: code(breachSources, breach.source),
  raisedAt: breach.raisedAt,
  state: stateOf(breach.state),
  outcome: codeOrNone(outcomes, breach.outcome),
  party: codeOrNone(partyWords, breach.party),
  grade: codeOrNone(gradeWords, breach.grade),
  dueOn: breach.dueOn,
})

/** As far as the page shows it to the same person. */
export const shownBreach = (read: BreachRead) => ({
  ...shownListed(read),
  person: read.person,
  matter: read.matter?.number ?? null,
  hidesComplaint: read.hidesComplaint,
  gravity: codeOrNone(gravities, read.breach.gravity),
  cause: codeOrNone(breachCauses, read.breach.cause),
  tolerance: codeOrNone(tolerances, read.breach.tolerance),
  decidedUnit: read.decidedUnit,
  hearBy: read.breach.hearBy,
  appealBy: read.breach.appealBy,
  effectUntil: read.breach.effectUntil,
  steps: read.steps.map(({ event, by, words, files }) => ({ type: event.type, at: event.at, by, words, files })),
  parties: read.parties.map((party) => ({ value: party, label: partyWords[party] })),
  acts: Object.keys(read.may),
})
