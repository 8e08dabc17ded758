import { CityTime, type OfficeHours, usualOfficeHours } from './city-time.ts'

/** What the city sets about its clocks; all of it 本市自定. */
export type ClockSettings = {
  city: CityTime
  officeHours: OfficeHours
  /** Yellow when this share of the time is used … */
  yellowShare: number
  /** … or so many working days are left, the last day being one. */
  yellowWorkdaysLeft: number
}

export function clockSettings(timeZone: string, changes: Partial<Omit<ClockSettings, 'city'>> = {}): ClockSettings {
  return {
    city: new CityTime(timeZone),
    officeHours: usualOfficeHours,
    yellowShare: 0.7,
    yellowWorkdaysLeft: 1,
    ...changes,
  }
}

export const usualClockSettings: ClockSettings = clockSettings('Asia/Shanghai')
