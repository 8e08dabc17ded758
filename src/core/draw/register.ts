import { bases, register } from '#platform/register.ts'
import { drawMembers, drawPeople, drawSources, draws } from './tables.ts'

const drawing = {
  purpose: '随机抽取：先定方案，后有随机数，谁都可以重抽一遍',
  basis: '优化营商环境条例 第54条、重大行政决策程序暂行条例 第16条',
  retention: '长期',
}

register(draws, {
  title: '随机抽取',
  ...drawing,
  columns: {
    id: 'key',
    number: 'key',
    purpose: 'code',
    subjectId: 'key',
    unitId: 'key',
    title: 'official',
    rule: 'official',
    state: 'code',
    strata: 'official',
    sending: 'count',
    committedAt: 'instant',
    committedBy: 'key',
    drawAt: 'instant',
    endsAt: 'instant',
    head: 'hash',
    sealedCode: 'secret',
    checkpointedAt: 'instant',
    manifestProof: 'hash',
    randomness: 'official',
    code: 'hash',
    endedAt: 'instant',
    ground: 'official',
    redrawOf: 'key',
    redrawReason: 'official',
  },
})
register(drawSources, {
  title: '抽取的随机数来源',
  ...drawing,
  columns: {
    drawId: 'key',
    seq: 'count',
    source: 'official',
    value: 'official',
    evidence: 'official',
    givenAt: 'instant',
  },
})
register(drawMembers, {
  title: '抽取的候选名单',
  ...drawing,
  basis: bases.none,
  columns: {
    drawId: 'key',
    stratum: 'count',
    member: 'hash',
    subjectId: 'key',
    place: 'count',
    outcome: 'code',
    people: 'hash',
  },
})
register(drawPeople, {
  title: '抽取时可派的人',
  ...drawing,
  columns: { drawId: 'key', person: 'hash', personId: 'key' },
})
