import type { RateLimit } from '#platform/http/rate-limit.ts'

/** 本市自定: a household or a hall shares an address, a machine that floods does not stop at ten. */
export const filings: RateLimit = {
  name: 'disclosure-filings',
  points: 10,
  seconds: 600,
  sentence: '这个网络在十分钟内已经提交了很多份申请。您写的都还在，请过十分钟再点提交。',
}
export const tries: RateLimit = {
  name: 'disclosure-tries',
  points: 60,
  seconds: 600,
  sentence: '提交得太频繁了。您写的都还在，请过几分钟再点提交。',
}
