/** The printed list: own code and approval number of every item, and no word twice. */
import { expect, it } from 'vitest';
import { drawFormulary } from '../../src/formulary/print-list.ts';
import type { Entry } from '../../src/formulary/snapshot.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { readPages } from '../print/read-pdf.ts';
import { TEST_NOW } from '../support/app.ts';

function entryOf(itemId: number, words: Partial<Entry['snapshot']>): Entry {
  const snapshot: Entry['snapshot'] = {
    ...{ code: `YP000${itemId}`, kind: 'drug', genericName: '', form: '', route: 'injection', strength: '2ml:15mg' },
    ...{ manufacturer: '某某药业', approvalNumber: '', packUnit: '支', baseUnit: '支', packSize: 1, scale: 1 },
    ...{ therapeuticClass: '祛痰药', productId: itemId, exception: null },
    ...{ essential: 'no', insurance: 'none', vbp: 'none', antimicrobial: 'none', control_class: 'none' },
    ...{ high_alert: 'none', chronic: 'none', key_monitored: 'no', storage_zone: 'room', ddd: 'none' },
    ...words,
  };
  return { itemId, county: true, township: false, village: false, useUntil: null, snapshot };
}

async function printed(title: string, entries: Entry[]): Promise<string[]> {
  const version = {
    ...{ id: 1, edition: 3, title, effectiveOn: '2026-11-23', documentId: 1, documentNumber: 'ML-1' },
    ...{ basedOnId: null, matterId: null, publishedAt: TEST_NOW, inForceAt: TEST_NOW },
  };
  const list = { issuer: '某县总医院', version, session: null, entries, printedAt: TEST_NOW, printedBy: '总药师' };
  return readPages(await drawFormulary(wordsOf('zh'), list));
}

it('has the code and the approval number of each item, and says its form once', async () => {
  const pages = await printed('统一用药目录', [
    entryOf(1, { genericName: '盐酸氨溴索注射液', form: '注射剂', approvalNumber: '国药准字H20031234' }),
    entryOf(2, { genericName: '阿司匹林片', form: '片剂' }),
    entryOf(3, { genericName: '阿莫西林', form: '胶囊剂' }),
  ]);
  const text = pages.join('\n');
  for (const word of ['YP0001', 'YP0002', 'YP0003', '国药准字H20031234', '阿莫西林 胶囊剂', '统一用药目录 第3版']) {
    expect(text).toContain(word);
  }
  expect(text).not.toMatch(/注射液\s*注射剂|阿司匹林片\s*片剂/);
});

it.each(['统一用药目录（第3版）', '统一用药目录 第 3 版'])(
  'names the edition once under the title %s',
  async (title) => {
    const pages = await printed(title, [entryOf(1, { genericName: '阿司匹林片', form: '片剂' })]);
    expect(pages.map((page) => page.match(/第\s*3\s*版/g)?.length)).toEqual(pages.map(() => 1));
  },
);
