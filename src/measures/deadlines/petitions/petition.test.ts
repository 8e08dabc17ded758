import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { opinionOf, opinionParts, opinionText } from './desk/opinion.ts'
import { choicesOf, handlingRule, petitionRules } from './petition.ts'
import { citizenForm, staffForm } from './petition-form.ts'
import { competentBody, filingOffice, officeFor, superiorOf, type TreeUnit } from './petition-sight.ts'
import { type AboutOpinion, refuseAsking, stageAfter } from './recheck.ts'
import { type Earlier, refuseAgain } from './same-facts.ts'

/** What the sentences are given; the numbers are the table's. */
const inWords = (ruleId: string) => ({ span: '30日', extension: null, article: `信访工作条例 ${ruleId}` })

const day = (text: string) => Temporal.PlainDate.from(text)

const unit = (id: string, name: string, ancestors: string[], more: Partial<TreeUnit> = {}): TreeUnit => ({
  id,
  name,
  ancestors,
  parentId: ancestors[0] ?? null,
  competentUnitId: 'jiwei',
  kind: 'department',
  divisionCode: '510400',
  active: true,
  ...more,
})
const east = { divisionCode: '510402' }
const tree: TreeUnit[] = [
  unit('city', '市人民政府', [], { kind: 'government', competentUnitId: 'jiwei' }),
  unit('jiwei', '市纪委监委', [], { kind: 'discipline', competentUnitId: null }),
  unit('office', '市人民政府办公室', ['city'], { kind: 'office' }),
  unit('xinfang', '市信访局', ['city']),
  unit('housing', '市住房和城乡建设局', ['city']),
  unit('section', '物业监管科', ['housing', 'city'], { kind: 'section' }),
  unit('east', '东区人民政府', ['city'], { kind: 'government', ...east }),
  unit('east.xinfang', '东区信访局', ['east', 'city'], east),
  unit('east.school', '东区教育和体育局', ['east', 'city'], east),
]
const byId = new Map(tree.map((one) => [one.id, one]))

describe('where it goes', () => {
  test.each([
    ['appeal', '510400', null, 'xinfang'],
    ['appeal', '510402', null, 'east.xinfang'],
    ['suggestion', '510402002', null, 'east.xinfang'],
    ['appeal', '510421', null, 'xinfang'],
    ['report', '510402', 'east.school', 'jiwei'],
    ['report', '510400', null, 'jiwei'],
    ['report', '510400', 'jiwei', null],
  ])('%s in %s about %s → %s', (of, division, reportedUnitId, office) => {
    expect(filingOffice(tree, { class: of, division, reportedUnitId })).toBe(office)
  })

  test('a report never arrives at the reported unit or one below it', () => {
    for (const { id } of tree) {
      const body = competentBody(tree, id)
      if (body) expect([id, ...(byId.get(body)?.ancestors ?? [])].slice(0, 1)).not.toContain(body)
    }
  })

  test('the organ above, and the office that works for it but never for itself', () => {
    const above = (id: string) => superiorOf(byId, id)?.id ?? null
    expect(['section', 'housing', 'east.school', 'east', 'city'].map(above)).toEqual([
      'housing',
      'city',
      'east',
      'city',
      null,
    ])
    const office = (organ: string, opinion: string) => officeFor(tree, byId.get(organ) as TreeUnit, opinion)
    expect(office('city', 'housing')).toBe('xinfang')
    expect(office('city', 'xinfang')).toBe('office')
    expect(office('east', 'east.school')).toBe('east.xinfang')
    expect(office('housing', 'section')).toBe('housing')
  })
})

describe('复查、复核', () => {
  const about: AboutOpinion = {
    class: 'appeal',
    hasOpinion: true,
    isAsked: false,
    lastOn: day('2026-12-30'),
    today: day('2026-12-30'),
    rule: inWords('PET-7-ask'),
  }
  const code = (stage: 'recheck' | 'finalReview', change: Partial<AboutOpinion>) =>
    refuseAsking(stage, { ...about, ...change })?.code ?? null

  test('may be asked on the last day, once, in turn', () => {
    expect(code('recheck', {})).toBeNull()
    expect(code('recheck', { lastOn: null })).toBeNull()
    expect(code('finalReview', { class: 'recheck' })).toBeNull()
    expect(code('recheck', { today: day('2026-12-31') })).toBe('too-late')
    expect(code('recheck', { isAsked: true })).toBe('already-asked')
    expect(code('recheck', { hasOpinion: false })).toBe('no-opinion')
    expect(code('finalReview', {})).toBe('no-recheck')
    expect(code('recheck', { class: 'recheck' })).toBe('rechecked')
    expect(code('finalReview', { class: 'finalReview' })).toBe('concluded')
    expect(code('recheck', { class: 'suggestion' })).toBe('not-an-opinion')
  })

  test('there is nothing after 复核', () => {
    expect(['appeal', 'recheck', 'finalReview', 'suggestion', 'report'].map(stageAfter)).toEqual([
      'recheck',
      'finalReview',
      null,
      null,
      null,
    ])
  })

  test('whatever is refused says why with the article or what to do', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('appeal', 'suggestion', 'report', 'recheck', 'finalReview'),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: -40, max: 40 }),
        fc.constantFrom('recheck' as const, 'finalReview' as const),
        (of, hasOpinion, isAsked, days, stage) => {
          const refusal = refuseAsking(stage, {
            ...about,
            class: of,
            hasOpinion,
            isAsked,
            today: day('2026-12-30').add({ days }),
          })
          expect(refusal === null).toBe(stageAfter(of) === stage && hasOpinion && !isAsked && days <= 0)
          if (refusal) expect(refusal.message).toMatch(/第3[56]条|PET-|请|只能/)
        },
      ),
    )
  })
})

describe('the same facts again (PET-14)', () => {
  const one = (change: Partial<Earlier>): Earlier => ({
    class: 'appeal',
    state: 'closed',
    outcome: 'answered',
    isOpen: false,
    ...change,
  })
  test.each<[string, Earlier[], boolean, string | null]>([
    ['nothing before', [], false, null],
    ['under way', [one({ isOpen: true, outcome: null })], false, 'already-accepted'],
    ['under way, with new facts: a supplement', [one({ isOpen: true, outcome: null })], true, 'already-accepted'],
    ['an opinion was given', [one({})], false, 'has-opinion'],
    ['after 复核', [one({}), one({ class: 'recheck' }), one({ class: 'finalReview' })], false, 'concluded'],
    ['new facts after 复核', [one({ class: 'finalReview' })], true, null],
    ['taken back', [one({ outcome: null, state: 'withdrawn' })], false, null],
    ['not accepted', [one({ outcome: 'refused' })], false, null],
  ])('%s', (_, chain, hasNewFacts, code) => {
    expect(refuseAgain(chain, hasNewFacts, inWords)?.code ?? null).toBe(code)
  })
})

describe('rules and choices', () => {
  test('each class runs by the rows of the law', () => {
    expect(petitionRules('appeal')).toEqual({ accept: 'PET-1', answer: 'PET-3' })
    expect(petitionRules('report')).toEqual({ accept: null, answer: 'PET-2' })
    expect(petitionRules('recheck').answer).toBe('PET-7-opinion')
    expect(petitionRules('finalReview').answer).toBe('PET-8-opinion')
    expect(handlingRule('appeal')).toBe('PET-6')
    expect(choicesOf('appeal').map(({ label }) => label)).toEqual(['支持', '作出解释说明', '不支持'])
  })

  test('the four parts of an opinion are read as they were written', () => {
    const words = fc.string({ minLength: 1 }).map((text) => text.replace(/\s+/g, ' ').trim() || '无')
    fc.assert(
      fc.property(words, words, words, words, (claim, facts, opinion, basis) => {
        const isHeading = [claim, facts, opinion, basis].some((text) =>
          opinionParts.some(({ heading }) => heading === text),
        )
        fc.pre(!isHeading)
        expect(opinionOf(opinionText({ claim, facts, opinion, basis }))).toEqual({ claim, facts, opinion, basis })
      }),
    )
    expect(opinionOf('没有标题的一段话')).toMatchObject({ opinion: '没有标题的一段话', claim: '' })
  })
})

describe('the form', () => {
  const typed = {
    class: 'appeal',
    title: '请求补发青苗补偿',
    claim: '请求补发征地青苗补偿款。',
    facts: '2024年修路占用承包地，青苗补偿至今没有发。',
    name: '罗大山',
    phone: '15400000002',
    address: '东区银江镇双江村3组',
  }
  const errors = (change: Record<string, string>, schema: typeof citizenForm | typeof staffForm = citizenForm) =>
    (schema.safeParse({ ...typed, ...change }).error?.issues ?? []).map(
      ({ path, message }) => `${String(path[0])}: ${message}`,
    )

  test('five delegates are taken, six are refused with the article', () => {
    const joint = { collective: 'yes', people: '30' }
    expect(errors({ ...joint, delegates: '甲一、乙二、丙三、丁四、戊五' })).toEqual([])
    expect(errors({ ...joint, delegates: '甲一、乙二、丙三、丁四、戊五、己六' })).toEqual([
      'delegates: 代表不得超过 5 人（信访工作条例 第20条），您写了 6 人，请重新推选。',
    ])
    expect(errors({ collective: 'yes', people: '1', delegates: '' })).toHaveLength(2)
  })

  test('says what is missing', () => {
    expect(errors({ class: '' })).toEqual(['class: 请选一个类别。'])
    expect(errors({ address: '' })).toEqual(['address: 请填写住址。'])
    expect(errors({ class: 'report', units: '住建局、水利局' })[0]).toContain('一件写一个单位')
    const atOffice = { source: 'national', receivedOn: '2026-11-23', phone: '' }
    expect(errors(atOffice, staffForm)).toEqual(['nationalNumber: 从全国信访信息系统来的，请填写它的编号。'])
    expect(errors({ ...atOffice, nationalNumber: 'SC51040020261123001' }, staffForm)).toEqual([])
  })
})
