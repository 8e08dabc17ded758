/** How a desk speaks of its matters and of whoever asked: the sentences of acts, timeline, lists and empty states are made with these. */
export type DeskWords = {
  /** 来信, 交办件, 信访事项 */
  matter: string
  /** 封, 件: two of them are 2 封. */
  measure: string
  /** 写信人, 信访人, 申请人 */
  asker: string
  /** Over what was asked: 来信内容. */
  body: string
  /** When it came: 写信时间. */
  openedAt: string
  /** What the asker's text `ask` is to the desk: 写信人认为应由; null where the kind keeps none. */
  ask: string | null
}

export const deskWords = (given: Pick<DeskWords, 'matter' | 'asker'> & Partial<DeskWords>): DeskWords => ({
  measure: '件',
  body: `${given.matter}内容`,
  openedAt: '登记时间',
  ask: null,
  ...given,
})
