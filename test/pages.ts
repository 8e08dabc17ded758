import { table } from './access-table.ts'

const [head = [], ...rows] = table
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => line.trim().split(/\s+/))

/** Pages without somebody's thing in their address; what has an ending, is for machines, or shows pieces of pages is no page. */
export const pagesWhere = (isShown: (who: (name: string) => string | undefined) => boolean): string[] =>
  rows
    .filter(([method, path = '', ...cells]) => {
      const isPage = !/[{.]|^\/(?:api\/v1|healthz|readyz|metrics|search\/suggest|styleguide)/.test(path)
      return method === 'GET' && isPage && isShown((name) => cells[head.indexOf(name)])
    })
    .map(([, path = '']) => path)
