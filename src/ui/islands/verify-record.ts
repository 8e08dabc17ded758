import * as checks from '../../../verifier/checks.mjs'
import { crypto, fetched, text } from './check-here.ts'

/** Goes through the checks one after the other and says each in words; the first that does not hold ends it. */
class VerifyRecord extends HTMLElement {
  #entry: { digest: string } | null = null
  #document: { bytes: Uint8Array; salt: Uint8Array } | null = null

  connectedCallback(): void {
    void this.#check().catch((error: unknown) =>
      this.#say(error instanceof checks.Lie ? error.message : '核对没有做完，请刷新页面再试。', 'bad'),
    )
    this.querySelector<HTMLInputElement>('input[type=file]')?.addEventListener('change', (event) => {
      const file = (event.target as HTMLInputElement).files?.[0]
      if (file) void this.#compare(file)
    })
  }

  #say(words: string, how: 'good' | 'bad' | 'info' = 'good'): void {
    const step = document.createElement('li')
    step.className = `verify-${how}`
    step.textContent = `${how === 'good' ? '✓ ' : how === 'bad' ? '✗ ' : ''}${words}`
    this.querySelector('.verify-steps')?.append(step)
  }

  async #check(): Promise<void> {
    const index = Number(this.dataset.index)
    const key = await checks.parseKey(crypto, text(await fetched('/ledger/key')))
    const leaf = await fetched(`/ledger/leaves/${index}`)
    const proof = await fetched(`/ledger/proofs/${index}`)
    if (!leaf || !proof) throw new checks.Lie('这条记录还没有写进检查点，请一分钟后再核对。')
    const { index: proven, hashes, note } = checks.parseProof(text(proof))
    const checkpoint = checks.parseCheckpoint(await checks.openNote(crypto, new TextEncoder().encode(note), key))
    this.#say(`检查点的签名相符：${checkpoint.origin}，${checkpoint.size} 条记录`)
    const root = await checks.rootByInclusion(
      crypto,
      await checks.leafHash(crypto, leaf),
      proven,
      checkpoint.size,
      hashes,
    )
    if (proven !== index || !checks.same(checkpoint.root, root))
      throw new checks.Lie('这条记录不在检查点里：记录或者检查点被改过')
    this.#say('这条记录在检查点里，逐层合并得到的总指纹相同')
    const entry = checks.readEntry(leaf)
    this.#entry = entry
    const answer = await fetch(`/ledger/documents/${entry.id}`, { cache: 'no-store' })
    if (answer.status === 404) {
      this.#say('原文已依法撤下，不再公开；记录仍在', 'info')
      return
    }
    const salt = checks.fromHex(answer.headers.get('Ledger-Salt') ?? '')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    if (!salt || !(await checks.isDocument(crypto, entry, salt, bytes)))
      throw new checks.Lie('现在公开的原文与当时记下的指纹不符：内容被改过')
    this.#document = { bytes, salt }
    this.#say('公开的原文与当时记下的指纹一致，一个字也没有改')
    const file = this.querySelector<HTMLElement>('.verify-file')
    if (file) file.hidden = false
  }

  /** What the visitor has in hand, against what was entered; where they part, the first place is named. */
  async #compare(file: File): Promise<void> {
    const published = this.#document
    if (!published || !this.#entry) return
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (await checks.isDocument(crypto, this.#entry, published.salt, bytes)) {
      this.#say(`“${file.name}”与存证的一字不差`)
      return
    }
    let at = 0
    while (at < bytes.length && bytes[at] === published.bytes[at]) at++
    this.#say(`“${file.name}”与存证的不符：从第 ${at + 1} 个字节起不同`, 'bad')
  }
}

if (!customElements.get('verify-record')) customElements.define('verify-record', VerifyRecord)
