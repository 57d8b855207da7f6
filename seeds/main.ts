/** Command line of the seeds: `npm run seed -- reference | demo | scale`. */
import { parseArgs } from 'node:util';
import { CannotOpenError, openDatabase } from '../db/open.ts';
import { readSettings } from '../src/env.ts';
import { dayOf, isDay, systemClock } from '../src/kernel/clock.ts';
import { makeDemo } from './demo/main.ts';
import { seedReference } from './reference/seed.ts';
import { ageScale } from './scale/earlier-years.ts';
import { makeScale, NotEmptyError, refuseInUse } from './scale/main.ts';

const USAGE = `Usage:
  npm run seed -- reference
  npm run seed -- demo [--seed N] [--day YYYY-MM-DD]
  npm run seed -- scale --organisations 350 --items 3000 --movements 1000000 [--seed N] [--day YYYY-MM-DD]
    [--days N] [--openingLines N] [--years N]
  npm run seed -- years --years 5 --day YYYY-MM-DD   (lays years before a synthetic county of one year)
The data goes where DATA_DIR or DATABASE_URL points.`;

class UsageError extends Error {}

const OPTIONS = {
  organisations: { type: 'string', default: '350' },
  items: { type: 'string', default: '3000' },
  movements: { type: 'string', default: '1000000' },
  seed: { type: 'string' },
  day: { type: 'string' },
  days: { type: 'string' },
  openingLines: { type: 'string' },
  years: { type: 'string' },
} as const;

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new UsageError(`--${name} must be a whole number, not ${text}`);
  return value;
}

function optionalNumber(name: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : wholeNumber(name, text);
}

function readArguments(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments(process.argv.slice(2));
  const settings = readSettings(process.env);
  const day = values.day ?? settings.demoDay ?? dayOf(systemClock.now());
  if (!isDay(day)) throw new UsageError(`--day must be a day written YYYY-MM-DD, not ${day}`);
  const seed = wholeNumber('seed', values.seed ?? String(settings.demoSeed));
  const [what] = positionals;
  if (what !== 'reference' && what !== 'demo' && what !== 'scale' && what !== 'years') {
    throw new UsageError('Say what to seed.');
  }
  const begun = Date.now();
  const report = (line: string) => console.log(`${((Date.now() - begun) / 1000).toFixed(1)} s  ${line}`);
  const db = await openDatabase(settings);
  try {
    if (what === 'reference') await seedReference(db, systemClock);
    else if (what === 'demo') {
      await refuseInUse(db);
      await seedReference(db, systemClock);
      await makeDemo({ db, clock: systemClock }, { seed, day, report });
    } else if (what === 'years') {
      const { lines } = await ageScale(db, { years: wholeNumber('years', values.years ?? ''), day, report });
      report(`${lines} movement lines`);
    } else {
      const organisations = wholeNumber('organisations', values.organisations);
      const sizes = { organisations, items: wholeNumber('items', values.items) };
      const movements = wholeNumber('movements', values.movements);
      const days = optionalNumber('days', values.days);
      const openingLines = optionalNumber('openingLines', values.openingLines);
      const years = optionalNumber('years', values.years);
      const { lines } = await makeScale(db, { ...sizes, movements, seed, day, days, openingLines, years }, report);
      report(`${lines} movement lines`);
    }
    report('done');
  } finally {
    await db.close();
  }
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`${error.message}\n${USAGE}`);
  else if (error instanceof CannotOpenError || error instanceof NotEmptyError) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
});
