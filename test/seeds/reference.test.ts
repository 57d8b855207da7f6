/** The reference data: written once however often it runs, and the dated rules give what was in force. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditRow, datedRule, location, procurementAccount } from '../../db/schema/index.ts';
import { ASSET_VALUE_RULES, LARGE_EQUIPMENT } from '../../seeds/reference/asset-classes.ts';
import { REFERENCE_RULES } from '../../seeds/reference/rules.ts';
import { seedReference } from '../../seeds/reference/seed.ts';
import { ensureRule } from '../../src/settings/commands.ts';
import { isDemo, ruleIfAny, ruleOn } from '../../src/settings/queries.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember } from '../support/build.ts';

const RULES = Object.keys(REFERENCE_RULES).length + LARGE_EQUIPMENT.length + ASSET_VALUE_RULES.length;

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.drop());

const counts = async () => {
  const db = test.services.db.read;
  const tables = [auditRow, datedRule, location, procurementAccount] as const;
  return Promise.all(tables.map(async (table) => (await db.select().from(table)).length));
};

it('is written once, and opens the one procurement account when there is a head', async () => {
  expect(await counts()).toEqual([1, RULES, 6, 0]);
  await seedReference(test.services.db, test.clock);
  expect(await counts()).toEqual([1, RULES, 6, 0]);
  await addMember(test.services, { kind: 'head' });
  await seedReference(test.services.db, test.clock);
  await seedReference(test.services.db, test.clock);
  expect(await counts()).toEqual([2, RULES, 7, 1]);
});

it('answers each day with the rule of that day', async () => {
  const db = test.services.db;
  await db.transaction((tx) =>
    ensureRule(tx, {
      code: 'near_expiry_days',
      value: { danger: 15, warn: 60, caution: 120 },
      legalBasis: 'test',
      effectiveFrom: '2026-12-01',
    }),
  );
  expect(await ruleOn(db.read, 'near_expiry_days', '2026-11-30')).toEqual({ danger: 31, warn: 92, caution: 182 });
  expect((await ruleOn(db.read, 'near_expiry_days', '2026-12-01')).danger).toBe(15);
  expect(await ruleIfAny(db.read, 'near_expiry_days', '1999-01-01')).toBeUndefined();
  await expect(ruleOn(db.read, 'life_days_min', '1999-01-01')).rejects.toThrow('run the reference seeds');
  expect(await isDemo(db.read, '2026-12-01')).toBe(false);
});
