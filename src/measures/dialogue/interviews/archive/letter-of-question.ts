import type { Actor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { lengths } from '../../letters/letter.ts'
import { type Filed, writeLetter } from '../../letters/writing/write-letter.ts'
import type { Holding, Interview } from '../interview.ts'

type Asked = { id: string; position: number; name: string; phone: string | null; body: string }

/**
 * 转为来信: the question becomes a letter behind the door 在线访谈, with the desk, limits and papers of every letter. Whoever left a telephone gets number
 * and code by message. Private, whatever was ticked for the interview: a letter is published by its own consent.
 */
export async function letterOf(house: Holding, actor: Actor, interview: Interview, asked: Asked): Promise<Filed> {
  const title = `访谈提问：${interview.title}`
  const letter = {
    sort: 'consult' as const,
    title: [...title].slice(0, lengths.title).join(''),
    body: bodyOf(interview, asked),
    division: house.config.cityCode,
    place: '',
    unit: interview.leadUnitId,
    name: asked.name || '匿名网友',
    phone: asked.phone,
    publish: false,
    secret: false,
    relation: false,
    idNumberMeant: false,
  }
  // Without a telephone the same words of another question are another letter: each question has one of its own.
  const through = { door: 'interview' as const, sender: asked.id }
  return writeLetter(house, actor, letter, { formKey: newId(), fileIds: [], through })
}

/** Says where it was asked: a question may be shorter than a letter has to be, and the same words asked twice are two questions. */
const bodyOf = ({ title }: Interview, { position, body }: Asked): string =>
  `在线访谈“${title}”第 ${position} 问：${body}`
