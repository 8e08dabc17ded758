import { describeApi, newApi } from '#core/interface/index.ts'
import { addDeskActOperations } from './desk-api.ts'
import { addDeskReadingOperations } from './desk-reading-api.ts'
import { addMatterOperations } from './matter-api.ts'
import { addPublicationOperations } from './publication-api.ts'
import { addReadingOperations } from './read-letters-api.ts'
import { addWritingOperations } from './write-letter-api.ts'

/** All that people and units do with letters, as JSON: in the order in which a letter lives. */
export const lettersApi = describeApi(newApi())

addWritingOperations(lettersApi)
addMatterOperations(lettersApi)
addReadingOperations(lettersApi)
addDeskReadingOperations(lettersApi)
addDeskActOperations(lettersApi)
addPublicationOperations(lettersApi)
