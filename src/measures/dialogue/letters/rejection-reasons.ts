/** Why a writer does not accept an answer; the first rejection puts it into other hands, the second before a review. */
export const rejectionReasons = [
  { value: 'notSolved', label: '问题没有解决' },
  { value: 'notAnswered', label: '答非所问，没说到点上' },
  { value: 'notDone', label: '答复说办了，实际没办' },
  { value: 'wrongFacts', label: '事实没查清' },
  { value: 'attitude', label: '态度不好、推诿' },
] as const
