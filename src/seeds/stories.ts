import { lettersAboutElevators } from './letters-elevators.ts'
import { lettersAboutEnvironment } from './letters-environment.ts'
import { lettersAboutFields } from './letters-fields.ts'
import { lettersAboutHomes } from './letters-homes.ts'
import { lettersAboutInsurance } from './letters-insurance.ts'
import { lettersAboutOffices } from './letters-offices.ts'
import { lettersOverdue } from './letters-overdue.ts'
import { reports } from './letters-reports.ts'
import { lettersAboutRoads } from './letters-roads.ts'
import { lettersAboutSafety } from './letters-safety.ts'
import { lettersAboutSchools } from './letters-schools.ts'
import type { Story } from './story.ts'

/** All that is told of the demo city. Every state and turn of a letter stands here at least twice: `seeds.test.ts` counts them. */
export const stories: Story[] = [
  ...lettersAboutHomes,
  ...lettersAboutRoads,
  ...lettersAboutSchools,
  ...lettersAboutInsurance,
  ...lettersAboutEnvironment,
  ...lettersAboutOffices,
  ...reports,
  ...lettersAboutFields,
  ...lettersAboutSafety,
  ...lettersOverdue,
  ...lettersAboutElevators,
]
