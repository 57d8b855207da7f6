/** Cursors, exports, limits and live updates. */
import readExcel from 'read-excel-file/node';
import { describe, expect, it, vi } from 'vitest';
import { SettableClock } from '../../src/kernel/clock.ts';
import { type ById, decodeCursor, encodeCursor, keysetPage, pageById, pageNumber } from '../../src/web/paging.ts';
import { safeNext } from '../../src/web/preferences.ts';
import { rateLimit, SlidingWindow } from '../../src/web/rate-limit.ts';
import { attachment, harmless, spreadsheet, toCsv, toXlsx } from '../../src/web/spreadsheets.ts';
import { LiveUpdates, liveRoutes } from '../../src/web/sse.ts';
import { mount } from './mount.tsx';

describe('cursors', () => {
  it('come back as they went', () => {
    const cursor = encodeCursor(['盐酸二甲双胍', 17]);
    expect(decodeCursor(cursor, ['string', 'number'])).toEqual(['盐酸二甲双胍', 17]);
  });

  it('that are missing, forged or of another list mean page one', () => {
    const shape = ['string', 'number'] as const;
    for (const bad of [
      undefined,
      '',
      'x',
      encodeCursor([1, 2]),
      encodeCursor(['a']),
      encodeCursor(['a', 1.5]),
      'A'.repeat(999),
    ]) {
      expect(decodeCursor(bad, shape)).toBeUndefined();
    }
  });

  it('point behind the last row only when there is another', () => {
    const rows = [{ id: 1 }, { id: 2 }, { id: 3 }];
    const page = keysetPage(rows, 2, (row) => [row.id]);
    expect(page.rows).toHaveLength(2);
    expect(decodeCursor(page.next, ['number'])).toEqual([2]);
    expect(keysetPage(rows, 3, (row) => [row.id]).next).toBeUndefined();
  });

  it('begin a list by ids where the cursor of the address says, at its start for nonsense', async () => {
    const asked: ById[] = [];
    const fetch = async (from: ById) => {
      asked.push(from);
      return [8, 7, 6].map((id) => ({ id })).slice(0, from.size + 1);
    };
    const first = await pageById('nonsense', 2, fetch);
    expect([first.rows.length, first.paged]).toEqual([2, false]);
    const second = await pageById(first.next, 3, fetch);
    expect([second.rows.length, second.next, second.paged]).toEqual([3, undefined, true]);
    expect(asked).toEqual([
      { after: undefined, size: 2 },
      { after: 7, size: 3 },
    ]);
  });

  it('page numbers stay on the list', () => {
    expect(pageNumber('3', 486, 8)).toBe(3);
    expect(pageNumber('999', 486, 8)).toBe(61);
    for (const bad of ['0', '-1', '1e9', 'x', undefined]) expect(pageNumber(bad, 486, 8)).toBe(1);
  });
});

describe('spreadsheets', () => {
  const columns = [
    { head: '药品', value: (row: [string, number]) => row[0] },
    { head: '数量', value: (row: [string, number]) => row[1] },
  ];

  it('never hold a cell that runs', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\u00a0=1', '＝1+1', '＠SUM(A1)'])
      expect(harmless(text)).toBe(`'${text}`);
    expect(harmless('片剂-30')).toBe('片剂-30');
  });

  it('write CSV with a mark, CRLF, quotes and plain negative numbers', () => {
    const csv = toCsv(columns, [
      ['甲"乙,丙', -3],
      ['=HYPERLINK("x")', 0],
    ]);
    expect(csv).toBe('\ufeff药品,数量\r\n"甲""乙,丙",-3\r\n"\'=HYPERLINK(""x"")",0\r\n');
  });

  it('write XLSX that reads back', async () => {
    const sheets = await readExcel(await toXlsx(columns, [['=1+1', 5]]));
    expect(JSON.stringify(sheets)).toContain('["=1+1",5]');
  });

  it('name the file for every browser and without a path', async () => {
    expect(attachment('库存\r\n../"x".csv')).toBe(
      `attachment; filename="__--..--x-.csv"; filename*=UTF-8''${encodeURIComponent('库存')}--..--x-.csv`,
    );
    const app = mount((router) => router.get('/:file', (c) => spreadsheet(c, '缺药', columns, [['甲', 1]])));
    const response = await app.request('/x.csv');
    expect(response.headers.get('Content-Type')).toContain('text/csv');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const book = await app.request('/x.xlsx');
    expect(book.headers.get('Content-Type')).toContain('spreadsheetml');
    expect(book.headers.get('Content-Disposition')).toContain('.xlsx');
  });
});

describe('rate limit', () => {
  it('refuses beyond the limit, tells when to come back, and forgets with time', async () => {
    const clock = new SettableClock(0);
    const window = new SlidingWindow(2, 60_000, clock);
    const app = mount((router) =>
      router.get(
        '/x',
        rateLimit(window, () => 'k'),
        (c) => c.text('ok'),
      ),
    );
    expect((await app.request('/x')).status).toBe(200);
    clock.set(20_000);
    expect((await app.request('/x')).status).toBe(200);
    const refused = await app.request('/x');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('40');
    clock.set(60_001);
    expect((await app.request('/x')).status).toBe(200);
    expect(window.take('other')).toBe(0);
  });
});

describe('live updates', () => {
  it('reach those who may hear the topic, gathered, and end when the process stops', async () => {
    const updates = new LiveUpdates();
    const app = mount((router) =>
      router.route(
        '/',
        liveRoutes(updates, () => ['shortages'], { gatherMs: 5 }),
      ),
    );
    const response = await app.request('/events');
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    let text = '';
    const heard = (async () => {
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
    })();
    await vi.waitFor(() => expect(updates.size).toBe(1));
    updates.publish('stock');
    updates.publish('shortages');
    updates.publish('shortages');
    await vi.waitFor(() => expect(text).toContain('event: live-shortages'));
    updates.close();
    await heard;
    const events = text.split('\n').filter((line) => line.startsWith('event:'));
    expect(events).toEqual(['event: live-shortages']);
    expect(updates.size).toBe(0);
  });
});

describe('the page to come back to', () => {
  it('is one of ours', () => {
    expect(safeNext('/shortages?state=open')).toBe('/shortages?state=open');
    for (const bad of [
      undefined,
      '//evil.example',
      'https://evil.example',
      '/\\evil',
      'javascript:x',
      '/a\\b',
      '/a b',
    ]) {
      expect(safeNext(bad)).toBe('/');
    }
  });
});
