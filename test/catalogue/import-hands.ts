/** The hands of import tests: sheets of tablets, and preview, import and facts in one call each. */
import { eq } from 'drizzle-orm';
import { itemFact } from '../../db/schema/catalogue.ts';
import { applyCatalogueImport, previewCatalogueImport } from '../../src/catalogue/commands.ts';
import type { PreviewEntry } from '../../src/catalogue/import/report.ts';
import { importPreview, itemByCode } from '../../src/catalogue/queries.ts';
import { allRows } from '../../src/imports/queries.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import type { TestDatabase } from '../support/database.ts';
import { actor } from './people.ts';

const BASE = ['编码', '类别', '通用名', '剂型', '规格', '生产厂家', '包装单位', '包装数量', '基本单位'];
/** A sheet of the columns every import has, and more. */
export const sheet = (more: string[], rows: string[][]) =>
  [[...BASE, ...more], ...rows].map((row) => row.join(',')).join('\n');
/** The cells of a tablet in those columns. */
export const pill = (code: string, name = '甲芬片', strength = '0.25g', maker = '某某制药有限公司') => {
  return [code, '药品', name, '片剂', strength, maker, '盒', '24', '片'];
};

/** Over the database that `test` gives once it is open; the day is 2026-11-23. */
export function importHands(test: () => TestDatabase) {
  const clock = new SettableClock(Date.parse('2026-11-23T01:40:00Z'));
  const services = () => ({ db: test().db, clock });
  async function preview(text: string, asked: Parameters<typeof previewCatalogueImport>[4] = {}) {
    const upload = { fileName: '目录.csv', content: Buffer.from(text) };
    const made = await previewCatalogueImport(services(), actor, null, upload, asked);
    if (!made.ok) throw new Error(made.reason);
    return shown(made.value.draftId);
  }
  async function shown(id: number) {
    const found = await importPreview(test().db.read, actor.userId, id);
    if (found === undefined) throw new Error('no preview');
    return { ...found, entries: await allRows<PreviewEntry>(test().db.read, id) };
  }
  async function apply(id: number) {
    const done = await applyCatalogueImport(services(), actor, null, id);
    if (!done.ok) throw new Error(`${done.reason} ${JSON.stringify(done.detail)}`);
    return done.value;
  }
  async function facts(code: string, type: string): Promise<string[]> {
    const found = await itemByCode(test().db.read, code);
    const rows = await test()
      .db.read.select()
      .from(itemFact)
      .where(eq(itemFact.itemId, found?.id ?? 0))
      .orderBy(itemFact.effectiveFrom);
    return rows
      .filter((row) => row.type === type)
      .map((row) => `${row.value} ${row.effectiveFrom} ${row.effectiveTo ?? ''}`.trim());
  }
  return { services, preview, shown, apply, facts };
}
