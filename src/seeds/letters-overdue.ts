import { type Story, taken } from './story.ts'

/** 超期多日还没有答复的：系统提出督办建议，由人决定。 */
export const lettersOverdue: Story[] = [
  {
    filed: [12, '10:15'],
    sort: 'consult',
    writer: { name: '蒲师傅', phone: '15420260845' },
    division: '510402',
    about: 'jiaotong',
    title: '货车限行路段白天能不能临时通行',
    body: '我给建材市场送货，导航说江边那条路白天货车限行，可路口的牌子只写了“限时段”，没写几点到几点。交警让问交通局，交通局窗口说让问市里。请问到底几点能走，临时送货要办什么手续，在哪里办。',
    steps: taken('jiaotong'),
  },
  {
    filed: [11, '15:40'],
    sort: 'consult',
    writer: { name: '代女士', phone: '15420261415' },
    division: '510411',
    about: 'chengguan',
    title: '阳台封窗要不要审批',
    body: '小区里有的楼栋封了阳台，有的物业不让封，说要城管批。我打电话问，一个说不用批只要全楼样式一样，一个说要先报规划。装修队已经等了一个多星期，请给一个明确的说法：要不要审批，找谁批，要什么材料。',
    steps: taken('chengguan'),
  },
  {
    filed: [11, '09:05'],
    sort: 'consult',
    writer: { name: '伍先生', phone: '15420260850' },
    division: '510403',
    about: 'shuili',
    title: '自家打的水井要不要办取水证',
    body: '我家在山上种芒果，前年自己打了一口井浇地，天旱的时候一天抽两三个小时。村里说现在打井要办取水许可，不办要罚款，也有人说浇自家的地不用办。请问像我这种情况要不要办，在哪里办，要交多少钱。',
    steps: taken('shuili'),
  },
]
