/** Kind of device and browser in a few words, from a user agent: enough to know one's own again, too little to follow anybody. */
export function deviceInWords(userAgent: string | undefined): string {
  const agent = (userAgent ?? '').slice(0, 400)
  const machine = machines.find(([sign]) => sign.test(agent))?.[1]
  const browser = browsers.find(([sign]) => sign.test(agent))?.[1]
  return [machine ?? '其他设备', browser].filter((words) => words !== undefined).join('，')
}

const machines: [RegExp, string][] = [
  [/HarmonyOS/i, '鸿蒙设备'],
  [/iPad/, '苹果平板'],
  [/iPhone/, '苹果手机'],
  [/Android/, '安卓手机或平板'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh|Mac OS X/, '苹果电脑'],
  [/Linux|X11|UOS|Kylin/, 'Linux 电脑'],
]

/** The special ones first: nearly all of them also call themselves Chrome and Safari. */
const browsers: [RegExp, string][] = [
  [/MicroMessenger/, '微信'],
  [/AlipayClient/, '支付宝'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/UCBrowser/, 'UC 浏览器'],
  [/HuaweiBrowser/, '华为浏览器'],
  [/MiuiBrowser/, '小米浏览器'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
