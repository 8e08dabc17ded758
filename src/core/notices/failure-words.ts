const failureWords: Record<string, string> = {
  'outcome-unknown': '送出后没有回音，不知对方收到没有',
  timeout: '对方一直没有回答',
  unreachable: '连不上对方',
  interrupted: '发送时程序中断',
  'bad-address': '地址不是一个邮箱',
  INVALID_NUMBER: '号码无效',
  BLACKLISTED: '号码在网关黑名单里',
  CONTENT_REFUSED: '内容被网关拒绝',
  BAD_SIGNATURE: '签名不对，请检查短信网关密钥',
  'wechat-43004': '对方没有关注公众号',
  'wechat-40003': '微信账号不对',
  'wechat-45009': '微信接口调用次数用完',
  'smtp-535': '邮件服务器不认用户或口令',
  'smtp-550': '没有这个邮箱',
  refused: '各种方式都发不通',
  'push-404': '对方的浏览器不再接收通知',
  'push-410': '对方的浏览器不再接收通知',
  EXPIRED: '号码关机或不在服务区',
  'user-block': '对方在微信里拒收',
}

/** Why a message did not arrive, in words. */
export const failureWord = (failure: string): string => {
  if (/^smtp-\d\.\d/.test(failure)) return `对方邮件服务器退信（${failure.slice(5)}）`
  return failureWords[failure] ?? `代码 ${failure}`
}
