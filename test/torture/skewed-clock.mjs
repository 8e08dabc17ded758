// Loaded before the server (`node --import`): this process's clock is wrong by CLOCK_SKEW_MS, as after a bad time server.
const skew = Number(process.env.CLOCK_SKEW_MS ?? 0)
const now = Temporal.Now.instant.bind(Temporal.Now)
Temporal.Now.instant = () => now().add({ milliseconds: skew })
// What libraries read has to be as wrong as what we read.
const { Date: legacy } = globalThis
const legacyNow = legacy.now.bind(legacy)
legacy.now = () => legacyNow() + skew
