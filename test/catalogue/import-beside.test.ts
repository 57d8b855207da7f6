/** An import beside somebody who edits by hand: what the file is silent about stays as the hand left it. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { item } from '../../db/schema/catalogue.ts';
import { applyCatalogueImport } from '../../src/catalogue/commands.ts';
import { changePack } from '../../src/catalogue/item-edit-commands.ts';
import { seenOf } from '../../src/catalogue/level-queries.ts';
import type { Pace } from '../../src/imports/pace.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { importHands, pill, sheet } from './import-hands.ts';
import { actor, otherActor, seedPeople } from './people.ts';

let test: TestDatabase;
const { services, preview, apply } = importHands(() => test);
beforeAll(async () => {
  test = await openTestDatabase();
  await seedPeople(test.db);
});
afterAll(() => test.drop());

const stored = async () => {
  const [row] = await test.db.read.select().from(item).where(eq(item.code, 'P001'));
  if (row === undefined) throw new Error('no item');
  return row;
};

it('loses no price that was typed while the file was judged', async () => {
  await apply((await preview(sheet(['药理分类'], [[...pill('P001', '庚片'), '一类']]))).id);
  const { id } = await preview(sheet(['药理分类'], [[...pill('P001', '庚片'), '二类']]));
  const words = { code: 'P001', seen: seenOf(await stored()), packUnit: '盒', pricePack: 123_400 };
  let begin: () => void = () => undefined;
  const judged = new Promise<void>((resolve) => {
    begin = resolve;
  });
  // Waits outside: what the pace itself begins would run in the transaction of the import
  const edited = judged.then(() => changePack(services(), otherActor, null, words));
  const pace: Pace = async (stage) => {
    if (stage !== 'judging') return;
    begin();
    await new Promise((resolve) => setTimeout(resolve, 200));
  };
  expect(await applyCatalogueImport(services(), actor, null, id, pace)).toMatchObject({ ok: true });
  // Whoever edits either comes first and is kept, or comes second and is told that the page is stale
  const answer = await edited;
  const { pricePack } = await stored();
  expect(answer.ok ? pricePack === 123_400 : answer.reason === 'stale').toBe(true);
});
