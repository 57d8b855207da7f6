/** What every installation needs before its first command, production too. Idempotent: it runs at every start. */
import type { Database } from '../../db/database.ts';
import { openProcurementAccount, PROCUREMENT_ACCOUNT_NAME } from '../../src/account/accounts.ts';
import { ensureAssetClasses } from '../../src/assets/class-commands.ts';
import { command } from '../../src/audit/command.ts';
import { SYSTEM_ACTOR } from '../../src/auth/viewer.ts';
import { openBooks } from '../../src/books/opening-commands.ts';
import { canonicalJson, sha256 } from '../../src/kernel/canonical.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { ensureOutsideLocations } from '../../src/organisations/commands.ts';
import { headOrganisation } from '../../src/organisations/queries.ts';
import { ensureRule } from '../../src/settings/commands.ts';
import { ensureYear } from '../../src/working-days/commands.ts';
import { readYear } from '../../src/working-days/rules.ts';
import { ASSET_CLASSES, ASSET_VALUE_RULES, LARGE_EQUIPMENT } from './asset-classes.ts';
import { REFERENCE_RULES } from './rules.ts';
import { ANNOUNCED } from './working-days.ts';

/**
 * Makes the places outside the consortium and the first dated rules. Keyed by its content, so that each version of the
 * reference data is written once and several processes may start together.
 */
export async function seedReference(db: Database, clock: Clock): Promise<void> {
  const version = sha256(
    canonicalJson([REFERENCE_RULES, ANNOUNCED, LARGE_EQUIPMENT, ASSET_VALUE_RULES, ASSET_CLASSES]),
  ).slice(0, 16);
  const request = { act: 'reference.seed', key: `reference-${version}`, input: { version } };
  const answer = await command({ db, clock }, SYSTEM_ACTOR, request, async (tx) => {
    await ensureOutsideLocations(tx);
    for (const code of Object.keys(REFERENCE_RULES) as (keyof typeof REFERENCE_RULES)[]) {
      await ensureRule(tx, { code, ...REFERENCE_RULES[code] });
    }
    for (const rule of [...LARGE_EQUIPMENT, ...ASSET_VALUE_RULES]) await ensureRule(tx, rule);
    await ensureAssetClasses(tx, ASSET_CLASSES);
    for (const [year, { off, works }] of Object.entries(ANNOUNCED)) {
      const typed = {
        off: off.map(([from, to, name]) => `${from}至${to} ${name}`).join('\n'),
        works: works.map(([day, name]) => `${day} ${name}`).join('\n'),
      };
      const days = readYear(Number(year), typed);
      if (!days.ok) return days;
      await ensureYear(tx, Number(year), days.value);
    }
    return ok({ value: null, subject: version });
  });
  if (!answer.ok) throw new Error(`reference data was refused: ${answer.reason}`);
  await openCountyAccount(db, clock);
  await openBooks({ db, clock });
}

/** The one procurement account, as soon as there is a head hospital to hold it; once. */
async function openCountyAccount(db: Database, clock: Clock): Promise<void> {
  const head = await headOrganisation(db.read);
  if (head === undefined) return;
  const name = PROCUREMENT_ACCOUNT_NAME;
  const input = { organisation: head.code, name };
  const request = { act: 'account.open', key: `procurement-account-${head.code}`, input };
  const answer = await command({ db, clock }, SYSTEM_ACTOR, request, async (tx, at) => {
    const opened = await openProcurementAccount(tx, head.id, { name, at });
    return opened.ok ? ok({ value: null, subject: head.code, after: input }) : opened;
  });
  if (!answer.ok) throw new Error(`the procurement account was refused: ${answer.reason}`);
}
