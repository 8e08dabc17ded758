// Imports point one way: desk, front → measures → core → platform; everyone may use ui and urls.ts, which know nothing above them.
// test/house-rules.test.ts plants a violation of each rule and sees it caught.
const tops = 'src/(main\\.ts|app\\.tsx|modules\\.ts|commands(\\.ts|/.*))$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'platform-knows-no-room',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(core|measures|desk|front)/' },
    },
    {
      name: 'core-knows-no-measure',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: '^src/(measures|desk|front)/' },
    },
    {
      name: 'measure-knows-no-desk-or-front',
      severity: 'error',
      from: { path: '^src/measures/' },
      to: { path: '^src/(desk|front)/' },
    },
    {
      name: 'measure-knows-no-other-measure',
      severity: 'error',
      from: { path: '^src/measures/([^/]+)/' },
      to: { path: '^src/measures/', pathNot: '^src/measures/$1/' },
    },
    {
      name: 'ui-stands-alone',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/', pathNot: '^src/(ui/|urls\\.ts$)' },
    },
    {
      name: 'urls-stand-alone',
      severity: 'error',
      from: { path: '^src/urls\\.ts$' },
      to: { path: '^src/' },
    },
    {
      name: 'core-by-its-door',
      comment: 'A room is used through its index only.',
      severity: 'error',
      from: { path: '^(src|bench|test)/', pathNot: '^src/core/' },
      to: { path: '^src/core/[^/]+/', pathNot: '^src/core/[^/]+/index\\.ts$' },
    },
    {
      name: 'core-by-its-door-from-core',
      severity: 'error',
      from: { path: '^src/core/([^/]+)/' },
      to: { path: '^src/core/[^/]+/', pathNot: '^src/core/($1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'measure-by-its-door',
      severity: 'error',
      from: { path: '^(src|bench|test)/', pathNot: '^src/measures/' },
      to: { path: '^src/measures/[^/]+/', pathNot: '^src/measures/[^/]+/index\\.ts$' },
    },
    {
      name: 'nobody-imports-the-top',
      severity: 'error',
      from: { path: '^src/', pathNot: `^${tops}` },
      to: { path: `^${tops}` },
    },
    {
      name: 'rooms-form-no-circle',
      severity: 'error',
      from: { path: '^src/core/([^/]+)/' },
      to: { path: '^src/core/', pathNot: '^src/core/$1/', circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere is an import that no rule sees.',
      severity: 'error',
      from: { path: '^(src|bench|test)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'source-imports-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^test/|\\.test\\.tsx?$' },
    },
  ],
  options: {
    // TypeScript 7 has no JS API: with the default parser the tool sees no module and passes.
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json'],
    },
  },
}
