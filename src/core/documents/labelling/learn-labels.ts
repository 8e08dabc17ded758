import { crossValidate, type Measured } from './cross-validate.ts'
import { type CountedExample, type Learning, type LinearModel, learn } from './linear-model.ts'

export type LabelLearning = { examples: CountedExample[]; learning: Learning }
export type Learnt = { model: LinearModel; measured: Measured | null }

/** Nothing on the way from here loads the dictionary: a thread that has loaded `@node-rs/jieba` takes the whole process with it when it ends (seen with 2.0 on Node 26). */
export const learnLabels = ({ examples, learning }: LabelLearning): Learnt => ({
  model: learn(examples, learning),
  measured: crossValidate(examples, learning),
})
