import { bases, register } from '#platform/register.ts'
import { retention } from '#platform/retention.ts'
import {
  callBacks,
  callChecks,
  callEvents,
  callLimits,
  callListenings,
  callOperators,
  calls,
  callWords,
  shiftNotes,
} from './tables.ts'

const days = `${retention.calls.days} 天*`

register(calls, {
  title: '12345 来电',
  purpose: '接听、立单、回拨，知道同一个号码以前问过什么',
  basis: bases.duty,
  retention: `号码和录音编号 ${days}后自动清除；时间和结果长期，不再能对应到人`,
  columns: {
    id: 'key',
    acdId: 'key',
    startedAt: 'instant',
    offeredAt: 'instant',
    answeredAt: 'instant',
    endedAt: 'instant',
    wrapUpUntil: 'instant',
    state: 'code',
    isPresumed: 'count',
    heldSeconds: 'count',
    skill: 'code',
    seat: 'code',
    operatorId: 'key',
    transferKind: 'code',
    transferTo: 'official',
    numberCipher: 'personal:phone',
    numberHash: 'personal:phone',
    recordingId: 'key',
    recordingUrlCipher: 'secret',
    outcome: 'code',
    doneAt: 'instant',
    doneBy: 'key',
    referredTo: 'code',
    emergencyTo: 'code',
    emergencyAt: 'instant',
    helpAt: 'instant',
    matterIds: 'key',
  },
})
register(callEvents, {
  title: '话务系统报告的事件',
  purpose: '算接通率和等待时间；来的次序不对、重复、丢失也算得对',
  basis: bases.none,
  retention: '长期',
  columns: {
    messageId: 'key',
    acdId: 'key',
    type: 'code',
    at: 'instant',
    receivedAt: 'instant',
    seat: 'code',
    operatorId: 'key',
    code: 'code',
    detail: 'official',
  },
})
register(callOperators, {
  title: '坐席状态',
  purpose: '班长看谁在岗、哪个专席有空',
  basis: bases.duty,
  retention: '只存现在的状态，下一个状态来时覆盖',
  columns: { personId: 'key', seat: 'code', state: 'code', since: 'instant', skills: 'code' },
})
register(callWords, {
  title: '通话中记下的话',
  purpose: '没有立单以前不丢；当场答复的留存一次咨询',
  basis: bases.duty,
  retention: `没有立单的和查询码 12 小时*后删除；留存的咨询 ${days}`,
  columns: { callId: 'key', wordsCipher: 'personal:message', updatedAt: 'instant' },
})
register(callBacks, {
  title: '漏接回拨',
  purpose: '没有接起来的电话回拨过没有',
  basis: bases.none,
  retention: '长期',
  columns: { id: 'key', callId: 'key', at: 'instant', by: 'key', outcome: 'code' },
})
register(callListenings, {
  title: '听录音的记录',
  purpose: '谁、什么时候、凭什么听了录音',
  basis: bases.duty,
  retention: '长期',
  columns: { id: 'key', callId: 'key', at: 'instant', by: 'key', ground: 'code', textCipher: 'personal:message' },
})
register(shiftNotes, {
  title: '交接班事项',
  purpose: '下一班要知道的事',
  basis: bases.duty,
  retention: '长期',
  columns: { id: 'key', at: 'instant', by: 'key', textCipher: 'personal:message', takenAt: 'instant', takenBy: 'key' },
})
register(callLimits, {
  title: '骚扰来电的限制',
  purpose: '反复骚扰的号码在限定的天数内直接转班长席，从不挂断',
  basis: bases.duty,
  retention: `号码 ${days}后自动清除；理由和决定长期`,
  columns: {
    id: 'key',
    callId: 'key',
    numberCipher: 'personal:phone',
    numberHash: 'personal:phone',
    groundCipher: 'personal:message',
    proposedAt: 'instant',
    proposedBy: 'key',
    decision: 'code',
    decisionGround: 'official',
    decidedAt: 'instant',
    decidedBy: 'key',
    until: 'instant',
    endedAt: 'instant',
    endedBy: 'key',
    endGround: 'official',
  },
})
register(callChecks, {
  title: '来电质检',
  purpose: '抽样听一听答得对不对、记得全不全；只看问题，不排人的名次',
  basis: bases.duty,
  retention: '长期',
  columns: { drawId: 'key', callId: 'key', by: 'key', at: 'instant', answers: 'count', noteCipher: 'personal:message' },
})
