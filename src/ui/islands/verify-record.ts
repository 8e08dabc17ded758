import * as checks from '../../../verifier/checks.mjs'
import { crypto } from './verify-crypto.ts'

const { Lie } = checks
type Checkpoint = checks.Checkpoint & { note: Uint8Array }

const found = async (path: string, cache: RequestCache = 'no-store'): Promise<Response | null> => {
  const answer = await fetch(path, { cache })
  if (answer.status === 404) return null
  if (!answer.ok) throw new Lie(`没有取到 ${path}`)
  return answer
}
const bytesOf = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer())
const needed = async (path: string, cache?: RequestCache): Promise<Uint8Array> => {
  const answer = await found(path, cache)
  if (!answer) throw new Lie(`没有取到 ${path}`)
  return bytesOf(answer)
}
const utf8 = new TextEncoder()
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
/** Files of the standard never change: the browser may keep them. */
const tile = (path: string): Promise<Uint8Array> => needed(`/ledger/${path}`, 'default')

/** Entry, document, tiles, checkpoint, signatures, one after the other, each said in words; the first that does not hold ends it. */
class VerifyRecord extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset.index !== undefined) this.#run(() => this.#checkRecord(Number(this.dataset.index)))
    const box = this.querySelector<HTMLElement>('.verify-file')
    const input = box?.querySelector('input')
    if (!box || !input) return
    box.hidden = false
    input.addEventListener('change', () => this.#take(input.files?.[0]))
    this.addEventListener('dragover', (event) => event.preventDefault())
    this.addEventListener('drop', (event) => {
      event.preventDefault()
      this.#take(event.dataTransfer?.files[0])
    })
  }

  /** One check after the other: a file that is dropped while another is checked waits for its turn. */
  #turn: Promise<void> = Promise.resolve()

  #run(check: () => Promise<void>): void {
    this.#turn = this.#turn.then(async () => {
      const steps = this.querySelector('.verify-steps')
      if (steps) steps.textContent = ''
      await check().catch((error: unknown) =>
        this.#say(error instanceof Lie ? error.message : '核对没有做完，请刷新页面再试。', 'bad'),
      )
    })
  }

  #say(words: string, how: 'good' | 'bad' | 'info' = 'good'): void {
    const step = document.createElement('li')
    step.className = `verify-${how}`
    step.textContent = `${how === 'good' ? '✓ ' : how === 'bad' ? '✗ ' : ''}${words}`
    this.querySelector('.verify-steps')?.append(step)
  }

  #take(file: File | undefined): void {
    if (file) this.#run(() => this.#checkFile(file))
  }

  async #checkFile(file: File): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (text(bytes.subarray(0, 24)).startsWith('c2sp.org/tlog-proof@')) return this.#checkProof(text(bytes))
    const mark = checks.markIn(bytes)
    const known = this.dataset.index === undefined ? null : Number(this.dataset.index)
    if (mark) return this.#checkPdf(file.name, bytes, mark, known)
    if (known === null)
      throw new Lie(`“${file.name}”里没有存证编号：不是本网站出具的 PDF，或者被改过。有存证号的，请先在上面填写。`)
    return this.#checkPdf(file.name, bytes, null, known)
  }

  /** What is published under this number now. */
  async #checkRecord(index: number): Promise<void> {
    const checkpoint = await this.#checkpoint()
    const { entry, leaf } = await this.#entry(index, checkpoint)
    const published = await this.#published(entry)
    if (published && !(await checks.isDocument(crypto, entry, published.salt, published.bytes)))
      throw new Lie('现在公开的原文与当时记下的指纹不符：内容被改过')
    if (published) this.#say('公开的原文与当时记下的指纹一致，一个字也没有改')
    else
      this.#say(
        entry.type === 'paper.issued'
          ? '这类文书只记指纹，内容不公开：手里有 PDF 的，放到下面核对'
          : '原文已依法撤下，不再公开；记录仍在',
        'info',
      )
    await this.#inTree(index, leaf, checkpoint)
  }

  /** A file in hand, by the entry and the salt that stand in it; without them by those of the record on the page. */
  async #checkPdf(
    name: string,
    bytes: Uint8Array,
    mark: { id: string; salt: Uint8Array } | null,
    known: number | null,
  ): Promise<void> {
    const place = mark ? await found(`/ledger/places/${mark.id}`) : null
    const index = place ? Number(await place.text()) : known
    if (index === null)
      throw new Lie(`公示存证里没有“${name}”写的编号：它不是本网站出具的，或者被改过。刚刚出具的，请一分钟后再核对。`)
    const checkpoint = await this.#checkpoint()
    const { entry, leaf } = await this.#entry(index, checkpoint)
    const published = await this.#published(entry)
    const salt = mark?.id === entry.id ? mark.salt : published?.salt
    if (!salt || !(await checks.isDocument(crypto, entry, salt, bytes))) {
      this.#say(`“${name}”与存证的不符：它被改动过，或者不是这一份`, 'bad')
      await this.#whereTheyPart(bytes, entry, published)
      return
    }
    this.#say(`“${name}”与存证的一字不差：加上随机数算出的指纹相同`)
    await this.#inTree(index, leaf, checkpoint)
  }

  async #whereTheyPart(
    bytes: Uint8Array,
    entry: { digest: string },
    published: { bytes: Uint8Array; salt: Uint8Array } | null,
  ): Promise<void> {
    if (!published) return this.#say('原件不公开，指不出改在哪里；请向出具单位核对', 'info')
    if (!(await checks.isDocument(crypto, entry, published.salt, published.bytes)))
      throw new Lie('网站上现在公开的原文也与当时记下的指纹不符')
    let at = 0
    while (at < bytes.length && bytes[at] === published.bytes[at]) at++
    this.#say(`与公开的原文相比，从第 ${at + 1} 个字节起不同（原文共 ${published.bytes.length} 个字节）`, 'bad')
  }

  /** A proof file is as old as its checkpoint: that must be signed, and the log of today must begin with it. */
  async #checkProof(said: string): Promise<void> {
    const { index, hashes, note } = checks.parseProof(said)
    const own = await this.#opened(utf8.encode(note))
    this.#say(`证明文件里的检查点：${own.origin}，${own.size} 条记录，签名相符`)
    const now = await this.#checkpoint()
    if (own.origin !== now.origin) throw new Lie(`这是 ${own.origin} 的证明，不是 ${now.origin} 的`)
    if (own.size > now.size)
      throw new Lie(`证明文件里有 ${own.size} 条记录，现在只公布 ${now.size} 条：记录变少了，请把这个文件保存好`)
    const { leaf } = await this.#entry(index, now)
    const root = await checks.rootByInclusion(crypto, await checks.leafHash(crypto, leaf), index, own.size, hashes)
    if (!checks.same(own.root, root)) throw new Lie('证明不成立：这条记录不在证明文件的检查点里')
    this.#say(`第 ${index} 号记录在证明文件的检查点里`)
    const tiles = checks.tileReader(now.size, tile)
    const path = await checks.consistencyInTiles(crypto, tiles, own.size, now.size)
    if (!(await checks.isConsistent(crypto, own, now, path)))
      throw new Lie('现在的记录不是从证明文件的检查点延续下来的：历史被换过，请把这个文件保存好')
    this.#say(`从那时的 ${own.size} 条到现在的 ${now.size} 条，只有增加，没有改动`)
    await this.#inTree(index, leaf, now)
  }

  async #checkpoint(): Promise<Checkpoint> {
    const note = await found('/ledger/checkpoint')
    if (!note) throw new Lie('还没有公布过检查点')
    return this.#opened(await bytesOf(note))
  }

  async #opened(note: Uint8Array): Promise<Checkpoint> {
    const key = await checks.parseKey(crypto, text(await needed('/ledger/key')))
    return { ...checks.parseCheckpoint(await checks.openNote(crypto, note, key)), note }
  }

  /** Out of its bundle, as the whole world fetches it. */
  async #entry(index: number, { size }: Checkpoint) {
    if (index >= size) throw new Lie('这条记录还没有写进检查点，请一分钟后再核对。')
    const bundle = Math.floor(index / 256)
    const leaf = checks.entriesIn(await tile(checks.tilePath('entries', bundle, size)))[index % 256]
    if (!leaf) throw new Lie(`没有取到第 ${index} 号记录`)
    const entry = checks.readEntry(leaf)
    const { at } = entry
    this.#say(`取到第 ${index} 号记录，记于 ${localTime(at)}`)
    return { entry, leaf }
  }

  async #published(entry: { id: string }): Promise<{ bytes: Uint8Array; salt: Uint8Array } | null> {
    const answer = await found(`/ledger/documents/${entry.id}`)
    const salt = checks.fromHex(answer?.headers.get('Ledger-Salt') ?? '')
    return answer && salt ? { bytes: await bytesOf(answer), salt } : null
  }

  async #inTree(index: number, leaf: Uint8Array, checkpoint: Checkpoint): Promise<void> {
    const tiles = checks.tileReader(checkpoint.size, tile)
    const path = await checks.inclusionInTiles(crypto, tiles, index, checkpoint.size)
    const hash = await checks.leafHash(crypto, leaf)
    const root = await checks.rootByInclusion(crypto, hash, index, checkpoint.size, path)
    if (!checks.same(checkpoint.root, root)) throw new Lie('这条记录不在检查点里：记录或者检查点被改过')
    this.#say(`这条记录在检查点里：与旁边的指纹合并 ${path.length} 次，得到的总指纹相同`)
    this.#say(`检查点的签名相符：${checkpoint.origin}，${checkpoint.size} 条记录`)
    await this.#witnesses(checkpoint)
  }

  async #witnesses({ note }: Checkpoint): Promise<void> {
    const keys = (this.dataset.witnesses ?? '').split('\n').filter(Boolean)
    if (keys.length === 0) return this.#say('尚无见证：还没有别的机构为检查点签名', 'info')
    for (const words of keys) {
      const key = await checks.parseKey(crypto, words)
      const isSigned = (await checks.cosignedAt(crypto, note, key)) !== null
      this.#say(
        isSigned ? `见证机构 ${key.name} 的签名相符` : `见证机构 ${key.name} 还没有为这个检查点签名`,
        isSigned ? 'good' : 'info',
      )
    }
  }
}

const localTime = (instant: string): string =>
  new Date(instant).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })

if (!customElements.get('verify-record')) customElements.define('verify-record', VerifyRecord)
