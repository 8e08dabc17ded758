import { type CDPSession, chromium } from 'playwright-core'

export type FirstPaint = { firstMs: number; largestMs: number; kilobytes: number }

/** A phone of 2020 on a weak 4G: 1.6 Mbit/s, 150 ms, a processor four times slower than this one (Lighthouse's mobile profile). */
const profile = {
  downloadPerSecond: (1.6 * 1024 * 1024) / 8,
  uploadPerSecond: (750 * 1024) / 8,
  latency: 150,
  slower: 4,
}

/** The first visit to a page, nothing cached: when something and when the largest part was painted; the middle of `times` visits. */
export async function firstPaint(address: string, times = 3): Promise<FirstPaint> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
  try {
    const visits: FirstPaint[] = []
    for (let at = 0; at < times; at++) {
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        isMobile: true,
      })
      const page = await context.newPage()
      await throttle(await context.newCDPSession(page))
      await page.goto(address, { waitUntil: 'load' })
      await page.waitForTimeout(500)
      visits.push(await page.evaluate(paints))
      await context.close()
    }
    visits.sort((a, b) => a.largestMs - b.largestMs)
    const middle = visits[Math.floor(visits.length / 2)]
    if (!middle) throw new Error('nobody visited')
    return middle
  } finally {
    await browser.close()
  }
}

async function throttle(session: CDPSession): Promise<void> {
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: profile.latency,
    downloadThroughput: profile.downloadPerSecond,
    uploadThroughput: profile.uploadPerSecond,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: profile.slower })
}

/** Runs in the page. */
function paints(): Promise<FirstPaint> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const largest = list.getEntries().at(-1)
      const first = performance.getEntriesByName('first-contentful-paint')[0]
      const loaded = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      const bytes = loaded.reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0)
      resolve({ firstMs: first?.startTime ?? 0, largestMs: largest?.startTime ?? 0, kilobytes: bytes / 1024 })
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
}
