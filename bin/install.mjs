import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, root, run, say } from './steps.mjs'

const pinned = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Installs exactly what the lock names, when that is not what lies in node_modules. Built-ins of Node 20 only, here and in start. */
export async function install() {
  if (installed() && existsSync(pinned)) return
  say('正在安装依赖（首次约需一两分钟）……')
  // Under NODE_ENV=production npm would leave out what builds the pages.
  const { ok, output } = await npm(['ci', '--include=dev', '--no-audit', '--no-fund'])
  if (!ok) giveUp('安装依赖失败：请检查网络与 npm 源（npm config get registry），再重新运行。', output)
  if (!existsSync(pinned)) {
    // A machine that forbids install scripts; this one only puts the runtime named by the lock in its place.
    await run(process.execPath, ['-e', `process.chdir('node_modules/node'); require('./installArchSpecificPackage')`])
  }
  if (!existsSync(pinned))
    giveUp('没有装上 Node 26：请允许 npm 运行安装脚本（npm config set ignore-scripts false），再重新运行。')
}

const npm = (args) =>
  process.env.npm_execpath?.endsWith('.js')
    ? run(process.execPath, [process.env.npm_execpath, ...args])
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args)

/** npm's own record of what it put into node_modules, compared with the lock; written last, so a killed install is not taken for done. */
function installed() {
  try {
    const wanted = readPackages('package-lock.json')
    const present = readPackages('node_modules/.package-lock.json')
    const missing = Object.entries(wanted).some(
      ([path, { version, optional, peer, link }]) =>
        path && !link && !optional && !peer && present[path]?.version !== version,
    )
    return !missing && Object.entries(present).every(([path, { version }]) => wanted[path]?.version === version)
  } catch {
    return false
  }
}

const readPackages = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages

/**
 * Goes on under the Node that the lock pins: returns when we are it; otherwise runs the same command with it and ends as it ends.
 * The other process holds a channel to this one: when this one is killed without a word, it stops in order.
 */
export async function continueWithPinnedNode() {
  if (realpathSync(process.execPath) === realpathSync(pinned)) {
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
    process.channel?.unref()
    return
  }
  const child = spawn(pinned, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // Ctrl-C reaches the whole group by itself; a second one would cut short the orderly stop.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) =>
    giveUp(`自带的 Node 26 在本机无法运行（${error.message}）。请直接安装 Node 26 后再运行。`),
  )
  const [code, signal] = await new Promise((resolve) => child.on('exit', (...end) => resolve(end)))
  process.exit(code ?? (signal === 'SIGINT' ? 130 : 1))
}
