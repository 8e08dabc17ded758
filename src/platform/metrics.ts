import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export type Metrics = {
  registry: Registry
  requestSeconds: Histogram<'method' | 'route' | 'status'>
  refusals: Counter<'code'>
  policyReports: Counter<'directive' | 'blocked'>
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'http_request_seconds',
      help: 'Time to answer a request, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    refusals: new Counter({
      name: 'refusals_total',
      help: 'Acts refused, by code',
      labelNames: ['code'],
      registers: [registry],
    }),
    policyReports: new Counter({
      name: 'policy_reports_total',
      help: 'Things that a browser refused by our content security policy, by directive and by what was refused',
      labelNames: ['directive', 'blocked'],
      registers: [registry],
    }),
  }
}
