import { crossValidate, type Measured } from './cross-validate.ts'
import { type CountedExample, type Learning, type LinearModel, learn } from './linear-model.ts'

export type LabelLearning = { examples: CountedExample[]; learning: Learning }
export type Learnt = { model: LinearModel; measured: Measured | null }

/** Nothing on the way from here loads the dictionary, 60 MB and a fifth of a second for each thread: texts come counted. */
export const learnLabels = ({ examples, learning }: LabelLearning): Learnt => ({
  model: learn(examples, learning),
  measured: crossValidate(examples, learning),
})
