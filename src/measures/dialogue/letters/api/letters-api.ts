import { addDeskOperations } from '#core/casework/index.ts'
import { describeApi, newApi } from '#core/interface/index.ts'
import { letterDesk } from '../desk/letter-desk.ts'
import { letterShapes } from './desk-shapes.ts'
import { addLikenessOperations } from './likeness-api.ts'
import { addMatterOperations } from './matter-api.ts'
import { addPublicationOperations } from './publication-api.ts'
import { addReadingOperations } from './read-letters-api.ts'
import { scopes } from './scopes.ts'
import { addWritingOperations } from './write-letter-api.ts'

/** All that people and units do with letters, as JSON: in the order in which a letter lives. */
export const lettersApi = describeApi(newApi())

addWritingOperations(lettersApi)
addMatterOperations(lettersApi)
addReadingOperations(lettersApi)
addDeskOperations(lettersApi, { desk: letterDesk, shapes: letterShapes, group: '单位办理', scopes })
addPublicationOperations(lettersApi)
addLikenessOperations(lettersApi)
