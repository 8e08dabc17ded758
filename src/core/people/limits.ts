import type { RateLimit } from '#platform/http/rate-limit.ts'

/** Five wrong passwords for one name lock it for a quarter of an hour, whether such a name exists or not. */
export const passwordByName: RateLimit = {
  name: 'password-name',
  points: 5,
  seconds: 900,
  sentence: '口令连续输错 5 次，这个账号已锁定 15 分钟。请稍后再试，或请安全管理员解锁。',
}

export const passwordByAddress: RateLimit = {
  name: 'password-address',
  points: 60,
  seconds: 900,
  sentence: '这个网络的登录次数太多了，请 15 分钟后再试。',
}

/** By account: the present password is asked for when a new one is set. */
export const passwordChange: RateLimit = {
  name: 'password-change',
  points: 5,
  seconds: 900,
  sentence: '现在的口令连续输错 5 次，请 15 分钟后再试。',
}

export const codeByPhone: RateLimit = {
  name: 'code-phone',
  points: 5,
  seconds: 900,
  sentence: '这个号码要验证码的次数太多了，请 15 分钟后再试。',
}

export const codeByAddress: RateLimit = {
  name: 'code-address',
  points: 60,
  seconds: 3600,
  sentence: '这个网络要验证码的次数太多了，请 1 小时后再试，或拨打 12345。',
}

export const codeTries: RateLimit = {
  name: 'code-tries',
  points: 10,
  seconds: 900,
  sentence: '验证码输错的次数太多了，请 15 分钟后再试。',
}

/** By account: whoever knows the password still guesses at one code in a million. */
export const secondStepTries: RateLimit = {
  name: 'second-step',
  points: 5,
  seconds: 900,
  sentence: '验证连续 5 次没有通过，请 15 分钟后再试，或请安全管理员帮助。',
}

export const mandateCodes: RateLimit = {
  name: 'mandate-codes',
  points: 5,
  seconds: 3600,
  sentence: '向家人发验证码的次数太多了，请 1 小时后再试。',
}
