import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What a step says is shown only when it fails, often in a CI's log: without escape codes. */
const colourless = { NO_COLOR: '1', FORCE_COLOR: undefined }

/**
 * Runs a program in the project and keeps what it says.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...colourless, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (chunk) => {
      output += chunk
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => keep(error.message))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/** A tool from node_modules, by its own script: no shell, no PATH, the Node that runs us. */
export const tool = (script, args, env) => run(process.execPath, [`node_modules/${script}`, ...args], env)

export function say(line) {
  process.stdout.write(`${line}\n`)
}

/** Ends with what went wrong, in one sentence, and what the failing program said. */
export function giveUp(sentence, output = '') {
  process.stderr.write(`${output && `${output.trimEnd()}\n`}${sentence}\n`)
  process.exit(1)
}
