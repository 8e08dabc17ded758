import type { RateLimit } from '#platform/http/rate-limit.ts'

/** 本市自定: a family or a service hall shares one address, a machine that floods does not stop at ten. */
export const filings: RateLimit = {
  name: 'letter-filings',
  points: 10,
  seconds: 600,
  sentence: '这个网络在十分钟内已经提交了很多封信。您写的都还在，请过十分钟再点提交；急事请拨打 12345。',
}

/** Each letter sends a message to the phone it names, whoever named it. */
export const toOnePhone: RateLimit = {
  name: 'letter-phone',
  points: 10,
  seconds: 3600,
  sentence: '一小时内用这个手机号提交的信太多了。您写的都还在，请过一会儿再点提交；急事请拨打 12345。',
}

/** Looked for while one writes, once for each pause. */
export const hints: RateLimit = {
  name: 'letter-hints',
  points: 120,
  seconds: 600,
  sentence: '找得太频繁了，请过几分钟再试；信可以接着写。',
}

/** Forms that come back refused cost us storage for their files. */
export const tries: RateLimit = {
  name: 'letter-tries',
  points: 120,
  seconds: 600,
  sentence: '提交得太频繁了。您写的都还在，请过几分钟再点提交；急事请拨打 12345。',
}
