/** Files of use for tests: written, taken and posted in few words. */
import { takeFile } from '../../src/issues/use/file-commands.ts';
import { verdictCounts } from '../../src/issues/use/file-queries.ts';
import { postFile, startFile } from '../../src/issues/use/post-commands.ts';
import { accepted, addItem, addStock, type TestItem } from '../support/build.ts';
import { type IssueWorld, key } from './issue-world.ts';

export const HEAD = '日期,药品编码,药品名称,数量,单位,科室,病人,处方号';
let files = 0;
const bytes = (text: string) => new TextEncoder().encode(text);

/** The acts of one world on its files. */
export function useWorldOf(given: () => IssueWorld) {
  async function take(rows: readonly string[], more: { content?: Uint8Array; columns?: object } = {}) {
    files += 1;
    const content = more.content ?? bytes([HEAD, ...rows].join('\n'));
    const upload = { fileName: `use-${files}.csv`, content, columns: more.columns ?? {}, unit: 'base' as const };
    return takeFile(given().services, given().wang, key(), upload);
  }
  const taken = async (rows: readonly string[]) => accepted(await take(rows)).fileId;
  async function posted(fileId: number): Promise<number> {
    const world = given();
    accepted(await startFile(world.services, world.wang, key(), fileId));
    return accepted(await postFile(world.services, world.wang, fileId)).posted;
  }
  const counts = async (fileId: number) => {
    const rows = await verdictCounts(given().services.db.read, fileId);
    return Object.fromEntries(rows.map((row) => [row.verdict, row.rows]));
  };
  async function drugWith(quantityBase: number): Promise<{ drug: TestItem; lotId: number }> {
    const world = given();
    const drug = await addItem(world.services, { genericName: '布洛芬' });
    const before = world.clock.now();
    world.clock.set(before - 20 * 86_400_000);
    const where = { item: drug, quantityBase, organisationId: world.branch.id };
    const lotId = await addStock(world.services, world.store, where);
    world.clock.set(before);
    return { drug, lotId };
  }
  return { take, taken, posted, counts, drugWith };
}
