import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { acceptUploads } from './accept-uploads.ts'
import { attachFiles, eraseFiles, filesOf, showFiles } from './attach-files.ts'
import { openFile } from './open-file.ts'
import { dropPendingFiles, pendingFiles } from './pending-files.ts'
import { checkFiles, sweepFiles } from './sweep-files.ts'
import { files } from './tables.ts'

const file = (name: string, content: Uint8Array | string): File =>
  new File([new Uint8Array(Buffer.from(content))], name)

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c08030' } })

describe('what becomes of an upload', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse()
  })
  afterAll(() => house?.close())

  test('files of a refused form wait for the same form, and only for it', async () => {
    const owner = newId()
    const matterId = newId()
    await acceptUploads(house, [file('一.txt', '一'), file('二.txt', '二')], { by: 'asker', owner })
    const again = await acceptUploads(house, [file('一.txt', '一')], { by: 'asker', owner })
    expect(again.kept.map(({ originalName }) => originalName)).toEqual(['一.txt', '二.txt'])
    const [first, second] = again.kept
    await dropPendingFiles(house, owner, [second?.id ?? ''])
    expect(await pendingFiles(house, newId())).toEqual([])
    await expect(attachFiles(house.db, house, { ids: [first?.id ?? ''], owner: newId(), matterId })).rejects.toThrow(
      '请重新选择附件',
    )
    await attachFiles(house.db, house, { ids: [first?.id ?? ''], owner, matterId })
    expect((await filesOf(house.db, [matterId])).map(({ originalName }) => originalName)).toEqual(['一.txt'])
    expect(await pendingFiles(house, owner)).toEqual([])
  })

  test('after 24 hours what was never sent is deleted, blob and row; what was sent stays', async () => {
    const owner = newId()
    const matterId = newId()
    const { kept } = await acceptUploads(house, [file('留.txt', '留'), file('弃.txt', '弃')], { by: 'asker', owner })
    const [stays, goes] = kept
    await attachFiles(house.db, house, { ids: [stays?.id ?? ''], owner, matterId })
    house.clock.advance({ hours: 24 })
    expect(await sweepFiles(house)).toBeGreaterThan(0)
    expect(await house.files.exists(goes?.storageKey ?? '')).toBe(false)
    expect(
      await house.db
        .select()
        .from(files)
        .where(eq(files.id, goes?.id ?? '')),
    ).toEqual([])
    expect(await house.files.exists(stays?.storageKey ?? '')).toBe(true)
    expect(await checkFiles(house)).toEqual([])
  })

  test('an upload cut short is swept', async () => {
    const { kept } = await acceptUploads(house, [file('断.txt', '断')], { by: 'asker', owner: newId() })
    await house.db
      .update(files)
      .set({ state: 'removed' })
      .where(eq(files.id, kept[0]?.id ?? ''))
    house.clock.advance({ hours: 25 })
    await sweepFiles(house)
    expect(await house.files.exists(kept[0]?.storageKey ?? '')).toBe(false)
  })

  test('opened only under the condition of the room, never run by the browser', async () => {
    const owner = newId()
    const matterId = newId()
    const html = file('他说“好”.txt', '好')
    const { kept } = await acceptUploads(house, [html, file('图.png', await picture(20, 20).png().toBuffer())], {
      by: 'asker',
      owner,
    })
    const [text, image] = await attachFiles(house.db, house, { ids: kept.map(({ id }) => id), owner, matterId })
    const mine = eq(files.matterId, matterId)
    const opened = await openFile(house, { id: text?.id ?? '', where: mine })
    expect(opened.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="file\.txt"; filename\*=UTF-8''%E4/,
    )
    expect(opened.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'")
    expect(opened.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await opened.text()).toBe('好')
    const small = await openFile(house, { id: image?.id ?? '', where: mine, thumbnail: true })
    expect(small.headers.get('Content-Type')).toBe('image/jpeg')
    await small.arrayBuffer()
    await expect(openFile(house, { id: text?.id ?? '', where: eq(files.matterId, newId()) })).rejects.toThrow(
      '没有找到',
    )
    await expect(openFile(house, { id: text?.id ?? '', where: mine, thumbnail: true })).rejects.toThrow('没有找到')
    await expect(openFile(house, { id: '../x', where: mine })).rejects.toThrow('没有找到')
    await showFiles(house.db, matterId, [text?.id ?? ''], 'published')
    expect((await filesOf(house.db, [matterId], ['published'])).map(({ id }) => id)).toEqual([text?.id])
  })

  test('erasing forgets the name at once and the content with the next sweep', async () => {
    const owner = newId()
    const matterId = newId()
    const { kept } = await acceptUploads(house, [file('身份证正面.txt', '删我')], { by: 'asker', owner })
    await attachFiles(house.db, house, { ids: [kept[0]?.id ?? ''], owner, matterId })
    await eraseFiles(house.db, matterId, house.clock.now())
    const [row] = await house.db
      .select()
      .from(files)
      .where(eq(files.id, kept[0]?.id ?? ''))
    expect(row).toMatchObject({ state: 'removed', originalName: null })
    await sweepFiles(house)
    expect(await house.files.exists(kept[0]?.storageKey ?? '')).toBe(false)
  })
})
