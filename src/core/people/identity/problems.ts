import { Refusal } from '#platform/refusal.ts'

/**
 * Why a sign-in by unified identity did not happen, for the person. By code: it travels in the address of the sign-in page, to which the
 * browser is sent on so that the provider's `code` stays in no address that is shown.
 */
const sentences = {
  down: (name: string) => `${name}现在连不上，不是您的问题。请用下面的方式登录，或过几分钟再试。`,
  token: (name: string) => `${name}送回的登录信息没有通过核对，没有登录。请再试一次，或用下面的方式登录。`,
  state: () => '这次登录已经过期，或不是在这个浏览器里开始的。请重新点一次登录。',
  issuer: (name: string) => `返回的登录信息不是${name}发出的，没有登录。请重新点一次登录。`,
  denied: (name: string) => `您在${name}取消了登录。需要时可以再点一次，或用下面的方式登录。`,
  error: (name: string) => `${name}没有让这次登录通过。请再试一次，或用下面的方式登录。`,
  staff: () => '没有与您的工号对应的工作人员账号。请找安全管理员开通，或改用用户名和口令登录。',
  closed: () => '这个账号已停用。需要帮助请拨打 12345。',
  other: () =>
    '这个手机号码在本站已属于另一个人的账号，不能自动绑定。请用手机验证码登录；号码换过主人的，请拨打 12345。',
} as const

export type Problem = keyof typeof sentences

export class IdentityProblem extends Refusal {
  readonly problem: Problem

  constructor(problem: Problem, name: string) {
    super(`province-${problem}`, sentences[problem](name), { field: 'province' })
    this.problem = problem
  }
}

/** The sentence of a code that came in an address; null for anything else. */
export const problemSentence = (code: string | undefined, name: string): string | null =>
  code && Object.hasOwn(sentences, code) ? sentences[code as Problem](name) : null
