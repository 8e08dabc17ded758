/** Grounds on which a letter's clock may stand still; none but these, and each with a written notice to the writer. */
export const pauseGrounds = [
  { value: 'inspection', label: '正在检验、检测、鉴定或专家评审（比照《行政许可法》第四十五条）' },
  { value: 'other-proceeding', label: '要等复议、诉讼、事故调查等程序的结果' },
  { value: 'writer-asks', label: '写信人书面要求暂缓' },
  { value: 'force-majeure', label: '自然灾害等不可抗力' },
] as const
