import { logSigner, readLog } from '#core/ledger/index.ts'
import type { House } from '#platform/house.ts'
import verifyAlone from '../../../verifier/draw-alone.mjs?raw'
import { packed } from './in-worker.ts'
import { type Draw, type Entered, enteredOf } from './read-draws.ts'

const readme = `随机抽取：您可以自己重抽一遍。

manifest.json   抽取方案，抽取之前公布：名单、规则、随机数从哪里来
result.json     抽取结果：随机数、一次性代码、每个标签的位置、抽中的和候补的
*.entry.json    它们在公示存证里的记录；*.salt 是加在指纹里的随机数；*.tlog-proof 是证明
key.txt         检查点的验签公钥，请与别处得到的对一对
positions.csv   全部标签的位置，用表格软件打开
verify.mjs      不到八十行的核对程序：装好 Node 20 以上，在这个文件夹里运行 node verify.mjs

自己算：先算密钥 HMAC-SHA256(钥匙=一次性代码, 内容=随机数字符串)，再算每个标签的
HMAC-SHA256(钥匙=上面的密钥, 内容=“抽取编号|组名|标签”再接一个字节 0x01)，从小到大排队。
`

/** What a citizen gets: everything that is needed to draw again, and nothing of ours to trust. Null while the draw has no result in the record. */
export async function drawPack(house: House, draw: Draw): Promise<Uint8Array | null> {
  if (draw.state !== 'drawn') return null
  const [manifest, result, log] = await Promise.all([
    enteredOf(house.db, draw, 1),
    enteredOf(house.db, draw, 2),
    readLog(house.db),
  ])
  if (!manifest?.proof || !result?.proof || !log) return null
  const files = {
    'README.txt': text(readme),
    'verify.mjs': text(verifyAlone),
    'key.txt': text(`${logSigner(house.secrets, log.origin).verifierKey}\n`),
    ...filesOf('manifest', manifest),
    ...filesOf('result', result),
  }
  return packed(
    files,
    draw.strata.reduce((sum, { size }) => sum + size, 0),
  )
}

const text = (words: string): Uint8Array => Buffer.from(words)

const filesOf = (name: string, { document, entry, salt, proof }: Entered): Record<string, Uint8Array> => ({
  [`${name}.json`]: document,
  [`${name}.entry.json`]: entry,
  [`${name}.salt`]: text(`${salt.toString('hex')}\n`),
  [`${name}.tlog-proof`]: text(proof ?? ''),
})
