/** How large a synthetic county is: everything that follows from the sizes asked for on the command line. */

export interface ScaleRequest {
  organisations: number;
  items: number;
  /** Movement lines in all. */
  movements: number;
  seed: number;
  /** The day after the last one with movements, YYYY-MM-DD: nothing is posted on it or later. */
  day: string;
  /** Days of history; a year when left out. */
  days?: number | undefined;
  /** Of the movement lines, how many are opening stock; one in twenty when left out. */
  openingLines?: number | undefined;
  /** Years of history, each with as many movement lines; 1 when left out. Of whole years alone. */
  years?: number | undefined;
}

export interface Shape extends ScaleRequest {
  campuses: number;
  branches: number;
  clinics: number;
  /** Days of history. */
  days: number;
  dispatches: number;
  /** Requests nobody has answered yet: a county's work, whatever the length of its history. */
  openShortages: number;
  /** Dispatches still being picked, likewise. */
  openDispatches: number;
  openingLines: number;
}

export const HISTORY_DAYS = 365;
const LINES_A_DISPATCH = 50;
const OPEN_SHORTAGES_A_MEMBER = 14.3;
const SMALLEST = { organisations: 8, items: 10, movements: 500 };

/** The sizes of the parts. Throws with a sentence when a county cannot be that small. */
export function shapeOf(request: ScaleRequest): Shape {
  for (const [name, least] of Object.entries(SMALLEST)) {
    const given = request[name as keyof typeof SMALLEST];
    if (!Number.isInteger(given) || given < least) throw new Error(`--${name} must be a whole number from ${least} on`);
  }
  const { organisations, movements } = request;
  const campuses = Math.max(1, Math.min(4, Math.floor(organisations / 10)));
  const branches = Math.max(2, Math.min(25, Math.floor(organisations / 4)));
  return {
    ...request,
    campuses,
    branches,
    clinics: organisations - 2 - campuses - branches,
    days: request.days ?? HISTORY_DAYS,
    dispatches: Math.max(4, Math.round(movements / LINES_A_DISPATCH)),
    openShortages: Math.round(organisations * OPEN_SHORTAGES_A_MEMBER),
    openDispatches: Math.ceil(organisations / 8),
    openingLines: request.openingLines ?? Math.floor(movements * 0.05),
  };
}
