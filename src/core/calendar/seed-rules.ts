import { completionRules } from './seed-rules/completion.ts'
import { countingRules } from './seed-rules/counting.ts'
import { decisionRules } from './seed-rules/decision.ts'
import { disclosureRules } from './seed-rules/disclosure.ts'
import { firstAskedRules } from './seed-rules/first-asked.ts'
import { hotlineRules } from './seed-rules/hotline.ts'
import { licenceRules } from './seed-rules/licence.ts'
import { onlineRules } from './seed-rules/online.ts'
import { petitionRules } from './seed-rules/petition.ts'
import { policyRules } from './seed-rules/policy.ts'
import { proposalRules } from './seed-rules/proposal.ts'
import { reviewRules } from './seed-rules/review.ts'
import type { SeedRule } from './seed-rules/row.ts'
import { supervisionRules } from './seed-rules/supervision.ts'

/**
 * Every limit of the rule table, in the order of the measures. What a database holds already is never changed: a new number of a rule is a new row with
 * the same id and a later `effectiveFrom`, which takes the place of the older one from that day.
 */
export const seedRules: SeedRule[] = [
  ...decisionRules,
  ...disclosureRules,
  ...policyRules,
  ...licenceRules,
  ...onlineRules,
  ...reviewRules,
  ...supervisionRules,
  ...petitionRules,
  ...completionRules,
  ...proposalRules,
  ...hotlineRules,
  ...firstAskedRules,
  ...countingRules,
]
