import { type FollowFormProps, RejectionForm as RejectionFields } from '#core/following/index.ts'
import { rejectionReasons } from '../inquiry.ts'
import { mostWords } from './follow-acts.ts'

export const solvedWords = { question: '事情办成了吗', yes: '办成了', no: '没办成' }

export const RejectionForm = (form: FollowFormProps & { round: 1 | 2 }) => (
  <RejectionFields
    {...form}
    lead={
      form.round === 1
        ? '不认可，就换一个人再办一次，期限接着原来剩下的时间算。'
        : '这已是第二次答复。仍不认可，就转入复核，由办理单位以外的人员研究决定。'
    }
    reasons={rejectionReasons}
    why={{ label: '哪里还没办成', most: mostWords, rows: 3 }}
  />
)
