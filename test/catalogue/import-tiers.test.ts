/** Tiers that a sheet tells, once versions of the formulary were published: they wait in the draft of the next. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { document } from '../../db/schema/documents.ts';
import { formularyChange, formularyEntry, formularyVersion } from '../../db/schema/formulary.ts';
import { itemByCode } from '../../src/catalogue/queries.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { importHands, pill, sheet } from './import-hands.ts';
import { seedPeople } from './people.ts';

let test: TestDatabase;
const { preview, apply } = importHands(() => test);
beforeAll(async () => {
  test = await openTestDatabase();
  await seedPeople(test.db);
});
afterAll(() => test.drop());

describe('once the formulary has versions', () => {
  it('puts tiers into the draft of the next version and leaves the items alone', async () => {
    await apply((await preview(sheet([], [pill('D001')]))).id);
    const found = await itemByCode(test.db.read, 'D001');
    await test.db.transaction(async (tx) => {
      const [made] = await tx
        .insert(document)
        .values({
          kind: 'formulary',
          number: 'ML26000001',
          status: 'published',
          organisationId: 1,
          createdBy: 1,
          createdAt: 0,
          changedAt: 0,
        })
        .returning({ id: document.id });
      const [version] = await tx
        .insert(formularyVersion)
        .values({ documentId: made?.id ?? 0, title: '第1版', draft: false })
        .returning({ id: formularyVersion.id });
      const of = { versionId: version?.id ?? 0, itemId: found?.id ?? 0, snapshot: {} };
      await tx.insert(formularyEntry).values({ ...of, county: true, township: false, village: false, useUntil: null });
      const published = { edition: 1, effectiveOn: '2026-10-01', publishedAt: 1, inForceAt: 1 };
      await tx
        .update(formularyVersion)
        .set(published)
        .where(eq(formularyVersion.id, version?.id ?? 0));
    });
    const text = sheet(
      ['县级可用', '村级可用'],
      [
        [...pill('D001'), '是', '是'],
        [...pill('N001', '新片'), '是', '否'],
      ],
    );
    const made = await preview(text);
    expect(made.summary).toMatchObject({ proposed: 2, counts: { changed: 1, new: 1 } });
    await apply(made.id);
    expect(await itemByCode(test.db.read, 'D001')).toMatchObject({ villageTier: false });
    expect(await itemByCode(test.db.read, 'N001')).toMatchObject({ countyTier: false });
    expect((await preview(text)).summary.counts).toMatchObject({ changed: 0, unchanged: 2 });
  });

  it('proposes the tiers a new item begins with where the sheet says nothing of tiers', async () => {
    const made = await preview(sheet([], [pill('N002', '静片')]));
    expect(made.summary).toMatchObject({ proposed: 1, counts: { new: 1 } });
    await apply(made.id);
    const [draft] = await test.db.read.select().from(formularyVersion).where(eq(formularyVersion.draft, true));
    const changes = await test.db.read
      .select()
      .from(formularyChange)
      .where(eq(formularyChange.versionId, draft?.id ?? 0));
    const found = await itemByCode(test.db.read, 'N002');
    expect(changes.find((change) => change.itemId === found?.id)).toMatchObject({ act: 'add', county: true });
  });
});
