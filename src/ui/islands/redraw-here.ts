import * as checks from '../../../verifier/checks.mjs'
import { checkChance, checkOrder, checkTurn, readManifest, readResult } from '../../../verifier/draw-checks.mjs'
import { crypto } from './verify-crypto.ts'

const fetched = async (path: string): Promise<Uint8Array | null> => {
  const answer = await fetch(path, { cache: 'no-store' })
  if (answer.status === 404) return null
  if (!answer.ok) throw new checks.Lie(`没有取到 ${path}`)
  return new Uint8Array(await answer.arrayBuffer())
}
const text = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? new Uint8Array())

/** Draws again on the visitor's own device, from the published files alone. */
class RedrawHere extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')
    if (!button) return
    button.hidden = false
    button.addEventListener('click', () => {
      button.disabled = true
      this.querySelector('.verify-steps')?.replaceChildren()
      void this.#redraw()
        .catch((error: unknown) =>
          this.#say(error instanceof checks.Lie ? error.message : '没有做完，请刷新页面再试。', 'bad'),
        )
        .finally(() => {
          button.disabled = false
        })
    })
  }

  #say(words: string, how: 'good' | 'bad' | 'info' = 'good'): HTMLElement {
    const step = document.createElement('li')
    step.className = `verify-${how}`
    step.textContent = `${how === 'good' ? '✓ ' : how === 'bad' ? '✗ ' : ''}${words}`
    this.querySelector('.verify-steps')?.append(step)
    return step
  }

  async #redraw(): Promise<void> {
    const key = await checks.parseKey(crypto, text(await fetched('/ledger/key')))
    const places = [Number(this.dataset.manifest), Number(this.dataset.result)] as const
    const manifest = await this.#entered(key, places[0], `/draws/${this.dataset.number}/manifest.tlog-proof`)
    this.#say(`方案是存证第 ${places[0]} 号，一个字也没有改`)
    const result = await this.#entered(key, places[1], `/ledger/proofs/${places[1]}`)
    this.#say(`结果是存证第 ${places[1]} 号，一个字也没有改`)
    checkTurn(places[0], places[1])
    const [plan, told] = [readManifest(manifest), readResult(result)]
    await checkChance(crypto, plan, told)
    this.#say('一次性代码与方案里的承诺相符，随机数的来源与方案相同')
    const working = this.#say('正在重抽……', 'info')
    const { members, drawn } = await checkOrder(crypto, plan, told, (done, all) => {
      working.textContent = `正在重抽：${done} / ${all}`
    })
    working.remove()
    this.#say(`${members} 个标签都重算了一遍，抽中的 ${drawn} 个和公布的完全相同`)
  }

  /** A document of the record, checked up to the signed checkpoint. */
  async #entered(key: checks.Key, index: number, proofPath: string): Promise<Uint8Array> {
    const leaf = await fetched(`/ledger/leaves/${index}`)
    const proof = await fetched(proofPath)
    if (!leaf || !proof) throw new checks.Lie('还没有写进检查点，请一分钟后再试。')
    const { index: proven, hashes, note } = checks.parseProof(text(proof))
    const checkpoint = checks.parseCheckpoint(await checks.openNote(crypto, new TextEncoder().encode(note), key))
    const hash = await checks.leafHash(crypto, leaf)
    const root = await checks.rootByInclusion(crypto, hash, proven, checkpoint.size, hashes)
    if (proven !== index || !checks.same(checkpoint.root, root))
      throw new checks.Lie(`存证第 ${index} 号不在检查点里：记录或者检查点被改过`)
    const entry = checks.readEntry(leaf)
    const answer = await fetch(`/ledger/documents/${entry.id}`, { cache: 'no-store' })
    const salt = checks.fromHex(answer.headers.get('Ledger-Salt') ?? '')
    const document = new Uint8Array(await answer.arrayBuffer())
    if (!answer.ok || !salt || !(await checks.isDocument(crypto, entry, salt, document)))
      throw new checks.Lie(`存证第 ${index} 号的原文与当时记下的指纹不符：内容被改过`)
    return document
  }
}

if (!customElements.get('redraw-here')) customElements.define('redraw-here', RedrawHere)
