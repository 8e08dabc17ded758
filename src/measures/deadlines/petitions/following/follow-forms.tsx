import { type FollowFormProps, WordsForm } from '#core/following/index.ts'
import { type Stage, stageWord } from '../recheck.ts'
import { mostWords } from './follow-acts.ts'

export const solvedWords = { question: '问题解决了吗', yes: '解决了', no: '没解决' }

export const RecheckForm = ({ stage, ...form }: FollowFormProps & { stage: Stage }) => (
  <WordsForm
    {...form}
    act={stage === 'recheck' ? 'recheck' : 'final-review'}
    name="reason"
    words={{
      label: `为什么申请${stageWord(stage)}`,
      hint: '对意见的哪一条不服，事实和理由是什么，请求怎么处理',
      most: mostWords,
      rows: 5,
    }}
  >
    申请{stageWord(stage)}
  </WordsForm>
)
