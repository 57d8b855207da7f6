/** Every fact that an act writes into the trail has a name in both languages: no page shows a program's word. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { addPapers } from '../security/papers.ts';
import { openWorld, type World } from '../security/world.ts';

let world: World;
beforeAll(async () => {
  world = await addPapers(await openWorld());
});
afterAll(() => world.drop());

/** Every key in a value, however deep; filters of lists are named as their addresses name them. */
function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'query' ? [key] : [key, ...keysIn(inner)]));
}

describe('the facts of the trail', () => {
  it('have names', async () => {
    const rows = await world.services.db.read.select().from(auditRow);
    const missing = new Set<string>();
    for (const { act, outcome, before, after } of rows) {
      if (outcome === 'refused') continue;
      for (const key of [before, after].flatMap((json) => (json === null ? [] : keysIn(JSON.parse(json))))) {
        for (const t of [wordsOf('zh'), wordsOf('en')]) {
          if (!Object.hasOwn(t.audit.facts, key)) missing.add(`${act} ${key}`);
        }
      }
    }
    expect(rows.length).toBeGreaterThan(50);
    expect([...missing]).toEqual([]);
  });

  it('and every act of it', async () => {
    const rows = await world.services.db.read.select({ act: auditRow.act }).from(auditRow);
    const named = wordsOf('zh').audit.acts;
    expect([...new Set(rows.map(({ act }) => act))].filter((act) => !Object.hasOwn(named, act))).toEqual([]);
  });
});
