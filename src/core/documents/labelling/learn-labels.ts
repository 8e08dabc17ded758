import { crossValidate, type Measured } from './cross-validate.ts'
import { type Example, type Learning, type LinearModel, learn } from './linear-model.ts'

export type LabelLearning = { examples: Example[]; learning: Learning }
export type Learnt = { model: LinearModel; measured: Measured | null }

export const learnLabels = ({ examples, learning }: LabelLearning): Learnt => ({
  model: learn(examples, learning),
  measured: crossValidate(examples, learning),
})
