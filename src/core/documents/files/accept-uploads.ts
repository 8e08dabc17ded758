import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { crashPoint } from '#platform/crash-points.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { type FileKind, recognise } from './file-kind.ts'
import { cleanName } from './file-name.ts'
import { pendingFiles } from './pending-files.ts'
import { rewritePicture } from './picture.ts'
import { withoutPlace } from './place.ts'
import { secrecyMark } from './secrecy.ts'
import { storageKey } from './storage.ts'
import { type FileRow, files } from './tables.ts'
import { textLayer } from './text-layer.ts'
import { type UploadLimits, uploadLimits } from './upload-limits.ts'
import { scanForViruses } from './virus-scan.ts'

/** Pending uploads are kept so long after the form that brought them was refused. */
const keptPending = Temporal.Duration.from({ hours: 24 })

export type UploadOptions = {
  /** staff: an upload at the desk, searched for secrecy marks. */
  by: 'asker' | 'staff'
  /** The form key: only the same form finds its pending files again. */
  owner: string
  limits?: UploadLimits
}

export type Accepted = {
  /** All files that now wait with this form, those of earlier tries included, in the order they came. */
  kept: FileRow[]
  /** One sentence for each file that was not taken. */
  refused: { name: string; message: string }[]
}

/** The files chosen in one field; browsers post an empty one when nothing was chosen. */
export const chosenFiles = (form: FormData, field: string): File[] =>
  form.getAll(field).filter((part): part is File => part instanceof File && (part.size > 0 || part.name !== ''))

/**
 * Checks each file by its content and stores it as pending. Before the act's transaction, so that a refused form loses nothing:
 * `attachFiles` takes them over. Process dies midway: what is already pending is found by the form key; a blob without a pending row
 * belongs to a row the sweep removes.
 */
export async function acceptUploads(house: House, incoming: File[], options: UploadOptions): Promise<Accepted> {
  const limits = options.limits ?? uploadLimits
  const kept = await pendingFiles(house, options.owner)
  const refused: Accepted['refused'] = []
  for (const file of incoming) {
    const { name, extension } = cleanName(file.name)
    const outcome = await acceptOne(house, file, {
      ...options,
      limits,
      name,
      extension,
      room: limits.files - kept.length,
    })
    if (typeof outcome === 'string') refused.push({ name, message: outcome })
    else if (!kept.some(({ id }) => id === outcome.id)) kept.push(outcome)
  }
  return { kept, refused }
}

type One = UploadOptions & { limits: UploadLimits; name: string; extension: string; room: number }

/** The stored row, or the sentence why not. */
async function acceptOne(house: House, file: File, one: One): Promise<FileRow | string> {
  const { name, limits } = one
  if (file.size === 0) return `文件“${name}”是空的（0 字节），请检查后重新选择。`
  if (file.size > limits.bytesEach) {
    return `文件“${name}”有 ${megabytes(file.size)} MB，超过了 ${megabytes(limits.bytesEach)} MB。请压缩或拍小一点再传。`
  }
  if (one.room <= 0) return `最多传 ${limits.files} 个文件，“${name}”没有收下。请先去掉一个不要的。`
  const content = new Uint8Array(await file.arrayBuffer())
  const kind = await recognise(content)
  if ('refused' in kind) return kind.refused(name)
  const misnamed = misnaming(kind, one)
  if (misnamed) return misnamed
  const mark = one.by === 'staff' ? secrecyMark(name, textLayer(content, kind)) : null
  if (mark) return `文件“${name}”里有“${mark}”字样，没有保存。涉密和内部文件不得上网，请按保密规定另册办理。`
  const infected = await virusSentence(house, name, content)
  return infected ?? store(house, content, kind, one)
}

const megabytes = (size: number): number => Math.ceil((size / 1024 / 1024) * 10) / 10

function misnaming(kind: FileKind, { name, extension }: One): string | null {
  if (extension === '' || extension === kind.extension || kind.alsoNamed?.includes(extension)) return null
  return `文件“${name}”的内容是 ${kind.words}，但名字是 .${extension}：请把名字改成 .${kind.extension} 再传。`
}

async function virusSentence(house: House, name: string, content: Uint8Array): Promise<string | null> {
  if (!house.config.clamdAddress) return null
  const result = await scanForViruses(house.config.clamdAddress, content)
  if (result === 'infected') return `文件“${name}”查出病毒，没有保存。请先杀毒，或换一个文件。`
  if (result === 'clean') return null
  house.log.error('virus scanner unreachable')
  return `暂时不能检查文件“${name}”有没有病毒，没有收下。请过几分钟再传；信可以先提交，以后用“补充说明”补上。`
}

async function store(house: House, given: Uint8Array, kind: FileKind, one: One): Promise<FileRow | string> {
  const cleaned = await cleansed(given, kind)
  if (!cleaned) return `图片“${one.name}”已损坏或大得打不开，没有收下。请重新拍照或另存一份再传。`
  const ownerHash = house.secrets.lookupHash(one.owner, 'files.owner')
  const sha256 = createHash('sha256').update(cleaned.content).digest()
  const [twin] = await house.db
    .select()
    .from(files)
    .where(and(eq(files.ownerHash, ownerHash), eq(files.sha256, sha256), inArray(files.state, ['pending'])))
  if (twin) return twin
  const id = newId()
  const at = house.clock.now()
  const storage = storageKey(at, id)
  const row = {
    id,
    ownerHash,
    uploader: one.by,
    originalName: one.extension ? one.name : `${one.name}.${kind.extension}`,
    mediaType: kind.mediaType,
    extension: kind.extension,
    bytes: cleaned.content.length,
    sha256,
    storageKey: storage,
    thumbnailKey: cleaned.thumbnail ? `${storage}-small` : null,
    pendingUntil: at.add({ seconds: keptPending.total('seconds') }),
    visibility: one.by === 'staff' ? ('staff' as const) : ('asker' as const),
    createdAt: at,
  }
  // As `removed` first: if the process dies before the last line, the sweep deletes whatever reached the disk.
  await house.db.insert(files).values({ ...row, state: 'removed' })
  await house.files.put(storage, cleaned.content)
  crashPoint('mid-upload')
  if (cleaned.thumbnail) await house.files.put(`${storage}-small`, cleaned.thumbnail)
  const [stored] = await house.db.update(files).set({ state: 'pending' }).where(eq(files.id, id)).returning()
  if (!stored) throw new Error('upload vanished while it was stored')
  return stored
}

async function cleansed(
  content: Uint8Array,
  kind: FileKind,
): Promise<{ content: Buffer; thumbnail: Buffer | null } | null> {
  if (kind.group === 'image') return rewritePicture(content, kind).catch(() => null)
  if (kind.group === 'document') return { content: Buffer.from(content), thumbnail: null }
  return { content: withoutPlace(content), thumbnail: null }
}
