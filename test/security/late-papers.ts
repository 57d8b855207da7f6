/** What later acts are done to, in a county for attacks: wishes, codes, facts, retired items, imports. */
import { eq } from 'drizzle-orm';
import { itemFact, product, specification } from '../../db/schema/catalogue.ts';
import { addCode } from '../../src/catalogue/code-commands.ts';
import { previewCatalogueImport } from '../../src/catalogue/commands.ts';
import { recordFact } from '../../src/catalogue/fact-commands.ts';
import { retireItem } from '../../src/catalogue/item-edit-commands.ts';
import { applyForItem } from '../../src/selection/commands.ts';
import { pill, sheet } from '../catalogue/import-hands.ts';
import { application } from '../selection/world.ts';
import { accepted, addItem, type TestPerson } from '../support/build.ts';
import { key } from './forms.ts';
import { HOSTILE, type World } from './world.ts';

export interface LatePapers {
  /** A dossier handed in for something that the catalogue does not have. */
  wished: string;
  /** A fact of AMX that may be taken back or corrected, and one of another item. */
  factId: number;
  foreignFactId: number;
  /** A platform code of AMX that is valid. */
  codeValue: string;
  retired: string;
  specificationId: number;
  productId: number;
  /** A preview of the chief pharmacist's whose third row asks something, and another person's. */
  importId: number;
}

/** Adds them; `chief` does what is done to the catalogue. */
export async function addLatePapers(world: World, chief: TestPerson): Promise<LatePapers> {
  const { services, branchA, item } = world;
  const wish = { genericName: HOSTILE, form: '', strength: '', manufacturer: '', approvalNumber: '' };
  const { number: wished } = accepted(
    await applyForItem(services, branchA.person, key(), application(null, { wish, reason: HOSTILE })),
  );
  const gone = await addItem(services, { code: 'GONE', genericName: '停用药' });
  accepted(await retireItem(services, chief, key(), { code: gone.code, reason: HOSTILE }));
  const other = await addItem(services, { code: 'OTHER', genericName: '另一药' });
  const fact = { type: 'high_alert' as const, value: 'A', effectiveFrom: '2026-12-01', legalBasis: HOSTILE };
  const factIds: number[] = [];
  for (const itemId of [item.id, other.id]) {
    accepted(await recordFact(services, chief, key(), { itemId, ...fact }));
    const rows = await services.db.read.select().from(itemFact).where(eq(itemFact.itemId, itemId));
    factIds.push(rows.find((row) => row.type === fact.type && row.effectiveFrom === fact.effectiveFrom)?.id ?? 0);
  }
  const codeValue = 'PT-0001';
  const code = { itemCode: item.code, type: 'platform' as const, value: codeValue, validFrom: '2026-01-01' };
  accepted(await addCode(services, chief, key(), { ...code, validTo: null, source: HOSTILE }));
  const rows = [pill('X003', '癸片', '1g'), pill('X004', '癸 片', '1000mg', '某某制药股份有限公司')];
  const upload = { fileName: '目录.csv', content: Buffer.from(sheet([], rows)) };
  const preview = accepted(await previewCatalogueImport(services, chief, key(), upload, {}));
  const [level] = await services.db.read
    .select({ productId: product.id, specificationId: specification.id })
    .from(product)
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .limit(1);
  return {
    wished,
    factId: factIds[0] ?? 0,
    foreignFactId: factIds[1] ?? 0,
    codeValue,
    retired: gone.code,
    specificationId: level?.specificationId ?? 0,
    productId: level?.productId ?? 0,
    importId: preview.draftId,
  };
}
