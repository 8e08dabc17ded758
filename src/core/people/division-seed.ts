import type { divisions } from './tables.ts'

type Division = typeof divisions.$inferInsert

/** Codes of GB/T 2260 and the towns' codes of 2024. The high-tech zone has no national code: 510499 is the city's own. */
const counties: [code: string, name: string, towns: string][] = [
  ['510402', '东区', '001大渡口街道 002炳草岗街道 005弄弄坪街道 009瓜子坪街道 010东华街道 100银江镇'],
  ['510403', '西区', '001清香坪街道 002玉泉街道 003河门口街道 004陶家渡街道 006大宝鼎街道 100格里坪镇'],
  [
    '510411',
    '仁和区',
    '001大河中路街道 100仁和镇 101平地镇 102大田镇 103福田镇 104同德镇 105金江镇 106布德镇 107前进镇 200大龙潭彝族乡 201啊喇彝族乡 203太平乡 204务本乡 205中坝乡',
  ],
  [
    '510421',
    '米易县',
    '100攀莲镇 101丙谷镇 102得石镇 103撒莲镇 105白马镇 106普威镇 107草场镇 201湾丘彝族乡 202白坡彝族乡 203麻陇彝族乡 204新山傈僳族乡',
  ],
  [
    '510422',
    '盐边县',
    '100桐子林镇 101红格镇 102渔门镇 103永兴镇 104新九镇 105惠民镇 203红果彝族乡 205共和乡 206国胜乡 207红宝苗族彝族乡 210温泉彝族乡 211格萨拉彝族乡',
  ],
]

const city = '510400'

export const cityDivisions: Division[] = [
  { code: city, name: '攀枝花市', level: 'city' },
  ...counties.flatMap(([code, name, towns]): Division[] => [
    { code, name, level: 'county', parentCode: city },
    ...towns
      .split(' ')
      .map(
        (town): Division => ({ code: code + town.slice(0, 3), name: town.slice(3), level: 'town', parentCode: code }),
      ),
  ]),
  { code: '510499', name: '钒钛高新区', level: 'county', parentCode: city, kind: 'functional' },
]
