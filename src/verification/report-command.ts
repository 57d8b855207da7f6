/** The verification as the command line tells it: one line a rule, the first findings under it. */
import { existsSync } from 'node:fs';
import { CannotOpenError, openDatabase, sqliteFileIn } from '../../db/open.ts';
import type { Settings } from '../env.ts';
import { type CheckResult, verifyAll } from './verify.ts';

const FINDINGS_SHOWN = 20;

function describe(result: CheckResult, say: (line: string) => void): void {
  const outcome = result.ok ? 'ok' : `${result.findings.length} findings`;
  say(`${result.ok ? 'ok  ' : 'FAIL'}  ${result.rule.padEnd(22)}  ${outcome.padEnd(14)}  ${result.ms} ms`);
  for (const { subject, expected, found } of result.findings.slice(0, FINDINGS_SHOWN)) {
    say(`        ${subject}: expected ${expected}, found ${found}`);
  }
  const rest = result.findings.length - FINDINGS_SHOWN;
  if (rest > 0) say(`        and ${rest} more`);
}

/** Verifying must not make the database it was to look at. */
function refuseAbsent(settings: Settings): void {
  if (settings.databaseUrl !== undefined || existsSync(sqliteFileIn(settings.dataDir))) return;
  throw new CannotOpenError(
    `There is no database in ${settings.dataDir}. Set DATA_DIR or DATABASE_URL to the one to verify, ` +
      'or start the program once.',
  );
}

/**
 * Verifies the database of the settings and says each rule's outcome. Gives 0 when everything holds, 1 when something
 * differs; throws CannotOpenError when there is nothing to look at.
 */
export async function verifyAtCommandLine(settings: Settings, say: (line: string) => void): Promise<0 | 1> {
  refuseAbsent(settings);
  const db = await openDatabase(settings);
  try {
    const results = await verifyAll(db.read, (result) => describe(result, say));
    const broken = results.filter((result) => !result.ok);
    say(
      broken.length === 0
        ? `All ${results.length} rules hold.`
        : `${broken.length} of ${results.length} rules are broken.`,
    );
    return broken.length === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}
