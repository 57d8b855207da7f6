/** What a code means to whom: every kind is found by those whose it is, and by nobody else. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelCode } from '../../src/kernel/codes/own-label.ts';
import { linesMeant, meantBy } from '../../src/scanning/meant-queries.ts';
import { GTIN, openWorld, type ScanWorld, SHARED, scanned } from './scan-world.ts';

let world: ScanWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.drop());

const GS = '\u001d';

describe('a scan', () => {
  it.each([
    ['a GS1 code with its separator', () => `]d201${GTIN}10A2401${GS}17271130`],
    ['one whose letters came small', () => `01${GTIN}1727113010a2401`],
    ['one in full-width signs', () => `（01）${GTIN}（17）271130（10）Ａ２４０１`],
    ['a link', () => `https://id.gs1.org/01/${GTIN}/10/A2401?17=271130`],
    ['our own label', () => labelCode({ kind: 'lot', id: world.lotId })],
    ['our own label with the article', () => `01${GTIN}10A2401${GS}91${labelCode({ kind: 'lot', id: world.lotId })}`],
    ['the lot number as printed', () => ' A2401 \r\n'],
  ])('%s finds the lot, and not for a stranger', async (_name, typed) => {
    const found = await scanned(world, 'receiver', typed());
    expect(found.lots.map((lot) => lot.id)).toEqual([world.lotId]);
    expect((await scanned(world, 'auditor', typed())).lots.map((lot) => lot.id)).toEqual([world.lotId]);
    for (const who of ['stranger', 'doctor', 'officer'] as const) {
      expect((await scanned(world, who, typed())).lots, who).toEqual([]);
    }
  });

  it.each([
    ['a trace code', '83857930000879766660'],
    ['a barcode', '6901234567892'],
    ['a GTIN-14', GTIN],
    ['a code without a lot', `01${GTIN}17271130`],
  ])('%s finds the item for everybody', async (_name, typed) => {
    for (const who of ['receiver', 'stranger', 'officer'] as const) {
      const found = await scanned(world, who, typed);
      expect([who, found.items.map((item) => item.code), found.lots]).toEqual([who, ['SCAN1'], []]);
    }
  });

  it('of a barcode that two items have names both', async () => {
    const found = await scanned(world, 'receiver', `01${SHARED}`);
    expect(found.items.map((item) => item.code).sort()).toEqual(['TWIN1', 'TWIN2']);
  });

  it('finds a paper and its boxes for both sides, and a place for whoever sees it', async () => {
    const box = labelCode({ kind: 'box', number: world.dispatch, box: 1, of: 2 });
    for (const typed of [world.dispatch, world.dispatch.toLowerCase(), `https://x.cn/slips/${world.dispatch}`, box]) {
      expect((await scanned(world, 'receiver', typed)).document?.number).toBe(world.dispatch);
      expect(await scanned(world, 'stranger', typed)).toMatchObject({ document: undefined, lots: [], items: [] });
    }
    const place = `91${labelCode({ kind: 'place', id: world.places.branchStore })}`;
    expect((await scanned(world, 'receiver', place)).place?.name).toBe('高兴药房');
    expect((await scanned(world, 'stranger', place)).place).toBeUndefined();
    expect((await scanned(world, 'officer', place)).place).toBeUndefined();
  });

  it('asks when a lot swallowed its expiry, and tells the article all the same', async () => {
    const found = await scanned(world, 'receiver', `01${GTIN}10A240117271130`);
    expect(found).toMatchObject({ scanned: null, unread: { reason: 'scan_swallowed_expiry' }, lots: [] });
    expect(found.items.map((item) => item.code)).toEqual(['SCAN1']);
    const split = await scanned(world, 'receiver', String(found.unread?.detail.proposed));
    expect(split.lots.map((lot) => lot.id)).toEqual([world.lotId]);
    expect((await scanned(world, 'receiver', String(found.unread?.detail.whole))).lots).toEqual([]);
  });

  it('of garbage never throws and never finds what is not the asker’s', async () => {
    const mine = new Set([world.lotId, world.expired]);
    const codes = [`01${GTIN}10A2401`, 'A2401', 'L-FIRST', world.dispatch, labelCode({ kind: 'lot', id: world.lotId })];
    const piece = fc.oneof(fc.constantFrom(...codes, GS, ']d2', '%', "' or 1=1", '(10)'), fc.string({ maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 4 }), async (parts) => {
        const found = await scanned(world, 'stranger', parts.join(''));
        expect([found.document, found.place, found.lots]).toEqual([undefined, undefined, []]);
        const own = await scanned(world, 'receiver', parts.join(''));
        expect(own.lots.every((lot) => mine.has(lot.id))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('lines of a paper', () => {
  const lines = () => [
    { itemId: world.coded.id, lotId: world.lotId, lotNumber: 'A2401' },
    { itemId: world.coded.id, lotId: world.expired, lotNumber: 'OLD-1' },
    { itemId: world.twins[0]?.id ?? 0, lotId: 999, lotNumber: 'A2401' },
  ];
  const hit = async (typed: string) => {
    const meant = await meantBy(world.services.db.read, typed);
    if (!meant.ok) return meant.reason;
    return linesMeant(lines(), meant.value, (line) => line).map((line) => line.lotId);
  };

  it('are found by label, by item and lot, by lot, by item', async () => {
    expect(await hit(labelCode({ kind: 'lot', id: world.expired }))).toEqual([world.expired]);
    expect(await hit(`01${GTIN}10a2401`)).toEqual([world.lotId]);
    expect(await hit('a2401')).toEqual([world.lotId, 999]);
    expect(await hit('6901234567892')).toEqual([world.lotId, world.expired]);
    expect(await hit(`01${GTIN}10NO-SUCH`)).toEqual([]);
    expect(await hit('axs')).toEqual([world.lotId, world.expired]);
    expect(await hit('YXL124')).toBe('scan_label_check');
  });
});
