/** Equipment from a file: judged row by row, written part by part, and never twice whatever breaks off. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyAssets, assetPreview, previewAssets } from '../../src/assets/import-commands.ts';
import type { AssetEntry } from '../../src/assets/import-rows.ts';
import { countAssets } from '../../src/assets/list-queries.ts';
import { allRows } from '../../src/imports/queries.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { type AssetWorld, key, openAssetWorld } from './asset-world.ts';

let world: AssetWorld;
beforeAll(async () => {
  world = await openAssetWorld();
});
afterAll(() => endWhole(world));

const HEAD =
  '名称,类别,分类编码,注册证编号,序列号,生产企业,原值,财政资金,自筹资金,取得日期,启用日期,产权单位,使用单位,存放地点';
const line = (nth: number, more: { price?: string; serial?: string; day?: string } = {}) =>
  [
    ...[
      '监护仪',
      '医用电子仪器',
      '07',
      '国械注准20233070003',
      more.serial ?? `MON${nth}`,
      '迈瑞',
      more.price ?? '28000',
    ],
    ...['20000', '8000', more.day ?? '2025/6/1', '2025-06-20', world.head.code, world.branch.code, `病房${nth}`],
  ].join(',');
const upload = (rows: readonly string[]) => ({
  fileName: '设备.csv',
  content: new TextEncoder().encode([HEAD, ...rows].join('\n')),
});
const preview = async (rows: readonly string[]) =>
  accepted(await previewAssets(world.services, world.officer, key(), upload(rows))).draftId;
const apply = (draft: number) => applyAssets(world.services, world.officer, key(), draft);
const cards = async () => (await countAssets(world.services.db.read, '/', {})).cards;

describe('a file of equipment', () => {
  it('says of each row what would become of it, and makes cards of the good ones', async () => {
    const rows = [
      line(1),
      line(2, { price: '1' }),
      line(3, { day: '2099-01-01' }),
      line(4, { serial: 'MON1' }),
      line(5),
    ];
    const draft = await preview(rows);
    const entries = await allRows<AssetEntry>(world.services.db.read, draft);
    expect(entries.map(({ verdict }) => verdict)).toEqual(['added', 'refused', 'refused', 'refused', 'added']);
    expect(entries.flatMap(({ problems }) => problems.map(({ reason }) => reason))).toEqual([
      'asset_funds_sum',
      'asset_acquired_future',
      'asset_serial_known',
    ]);
    expect(await cards()).toBe(0);
    expect(accepted(await apply(draft))).toEqual({ added: 2, known: 0, refused: 3 });
    expect(await cards()).toBe(2);
    expect(reasonOf(await apply(draft))).toBe('import_applied');
    const again = await preview(rows);
    const known = await assetPreview(world.services.db.read, world.officer.userId, again);
    expect(known?.summary.counts).toEqual({ added: 0, known: 2, refused: 3 });
    expect(reasonOf(await applyAssets(world.services, world.engineer, key(), again))).toBe('not_found');
  });

  it('goes on where it broke off, and twice at once makes each card once', async () => {
    const before = await cards();
    const draft = await preview(Array.from({ length: 1200 }, (_, nth) => line(1000 + nth)));
    const stops = async (stage: string, done: number) => {
      if (stage === 'writing' && done >= 500) throw new Error('the power failed');
    };
    const broken = applyAssets(world.services, world.officer, key(), draft, stops);
    await expect(broken).rejects.toThrow('the power failed');
    expect(await cards()).toBe(before + 500);
    const both = await Promise.all([apply(draft), apply(draft)]);
    expect(both.filter((one) => one.ok).length).toBe(1);
    expect(await cards()).toBe(before + 1200);
  }, 60_000);

  it('makes many cards within seconds, reading included', async () => {
    const begun = performance.now();
    const draft = await preview(Array.from({ length: 2000 }, (_, nth) => line(20_000 + nth)));
    expect(accepted(await apply(draft)).added).toBe(2000);
    const seconds = (performance.now() - begun) / 1000;
    expect(seconds).toBeLessThan(15);
  }, 60_000);
});
