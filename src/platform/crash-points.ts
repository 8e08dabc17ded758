/**
 * Places where a process may be told to die, so that what a crash leaves can be tested: `CRASH_AT=before-commit:7` ends it, as by `kill -9`, the
 * seventh time it comes by. Unset, as in every real installation, passing one costs a comparison.
 */
const places = [
  'before-commit',
  'after-commit-before-response',
  'after-send-before-mark',
  'after-tile-before-checkpoint',
  'after-checkpoint-before-publish',
  'mid-upload',
  'mid-migration',
] as const
export type CrashPoint = (typeof places)[number]

const [named = '', times = '1'] = (process.env.CRASH_AT ?? '').split(':')
if (named !== '' && !(places as readonly string[]).includes(named)) {
  throw new Error(`CRASH_AT 没有这个位置：${named}。可用：${places.join('、')}`)
}
let left = Number(times)

export function crashPoint(place: CrashPoint): void {
  if (place !== named) return
  left -= 1
  // SIGKILL to oneself takes effect before the call returns: not even a `finally` runs after it.
  if (left <= 0) process.kill(process.pid, 'SIGKILL')
}
