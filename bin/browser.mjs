import { existsSync } from 'node:fs'
import { giveUp, run, say } from './steps.mjs'

/** Chromium without a window at all: half the work of the one that only hides it. */
const light = '/usr/bin/chromium-headless-shell'

const usualPlaces = [
  light,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const find = () => [process.env.CHROMIUM_PATH, ...usualPlaces].find((path) => path && existsSync(path))

/** The browser of the machine; as root on Debian the light one is installed, elsewhere one sentence says what to install. */
export async function browser() {
  const found = find()
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (found && (found === process.env.CHROMIUM_PATH || found === light || !mayInstall)) return found
  if (mayInstall) {
    say('正在安装浏览器（chromium、fonts-noto-cjk）……')
    const quietly = { DEBIAN_FRONTEND: 'noninteractive' }
    const install = (...names) => run('apt-get', ['install', '-yq', ...names], quietly)
    await run('apt-get', ['update', '-q'], quietly)
    const { output } = await install('chromium-headless-shell', 'fonts-noto-cjk')
    if (!find()) await install('chromium', 'fonts-noto-cjk')
    return find() ?? giveUp('浏览器没有装上：请安装 chromium 后再运行 npm test。', output)
  }
  return giveUp(
    '浏览器测试需要 Chromium：请安装（Debian：sudo apt install chromium fonts-noto-cjk），或用 CHROMIUM_PATH 指出它在哪里。',
  )
}
