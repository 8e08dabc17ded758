/**
 * Asks for many what each would ask for alone: those who come in one turn of the event loop share a batch, and whoever comes while `atOnce` batches are
 * under way shares the next. Nobody waits on an idle house; under load the round trips, and the commits, are shared. A batch only ever holds what was
 * asked before it started.
 */
export function inBatches<Home extends object, Item, Result>(
  { atOnce, most }: { atOnce: number; most: number },
  run: (home: Home, items: Item[]) => Promise<Result[]>,
): (home: Home, item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve(result: Result): void; reject(error: unknown): void }
  const queues = new WeakMap<Home, { waiting: Waiting[]; underWay: number }>()

  const pump = (home: Home, queue: { waiting: Waiting[]; underWay: number }): void => {
    if (queue.underWay >= atOnce || queue.waiting.length === 0) return
    const batch = queue.waiting.splice(0, most)
    queue.underWay++
    run(
      home,
      batch.map(({ item }) => item),
    )
      .then(
        (results) => {
          for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result)
        },
        (error: unknown) => {
          for (const { reject } of batch) reject(error)
        },
      )
      .finally(() => {
        queue.underWay--
        pump(home, queue)
      })
  }

  return (home, item) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(home) ?? { waiting: [], underWay: 0 }
      queues.set(home, queue)
      queue.waiting.push({ item, resolve, reject })
      if (queue.waiting.length === 1 && queue.underWay < atOnce) setImmediate(pump, home, queue)
    })
}
