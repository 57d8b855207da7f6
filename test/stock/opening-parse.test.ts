/** Expiries as boxes and old sheets word them, and the shape of opening rows. */
import { describe, expect, it } from 'vitest';
import { readSpreadsheet } from '../../src/spreadsheets/read.ts';
import { readExpiry } from '../../src/stock/opening/expiry.ts';
import { parseOpening } from '../../src/stock/opening/parse.ts';

const NOW = Date.parse('2026-11-23T01:40:00Z');

describe('expiry', () => {
  it.each([
    ['2027-02', '2027-02-28'],
    ['2028年2月', '2028-02-29'],
    ['有效期至：2027年02月', '2027-02-28'],
    ['2027/02/15', '2027-02-15'],
    ['2027.2.5', '2027-02-05'],
    ['2027年2月5日', '2027-02-05'],
    ['20270215', '2027-02-15'],
    ['20270200', '2027-02-28'],
    ['202702', '2027-02-28'],
    ['270200', '2027-02-28'],
    ['270215', '2027-02-15'],
    ['２０２７-０２-１５', '2027-02-15'],
    ['2019-05-31', '2019-05-31'],
  ])('%s is usable through %s', (text, day) => {
    expect(readExpiry(text, '2026-11-23')).toEqual({ ok: true, value: day });
  });

  it.each(['', '长期', '2027-13', '2027-02-30', '15/02/2027', '271300', '36', '2027-2-15-1'])('refuses %j', (text) => {
    expect(readExpiry(text, '2026-11-23')).toMatchObject({ reason: 'expiry_unreadable' });
  });

  it('refuses a day too far to be an expiry', () => {
    expect(readExpiry('2099-01-01', '2026-11-23')).toMatchObject({ reason: 'expiry_far' });
  });
});

describe('opening rows', () => {
  async function problems(line: string): Promise<(string | undefined)[]> {
    const header = '机构编码,库房,药品编码,批号,有效期至,整包数,零散数,进价（元）\n';
    const sheet = await readSpreadsheet(Buffer.from(header + line));
    if (!sheet.ok) throw new Error(sheet.reason);
    const parsed = parseOpening(sheet.value, NOW);
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.value.entries.flatMap((entry) =>
      entry.problems.map((each) => `${each.place?.letter} ${each.reason}`),
    );
  }

  it('asks for organisation, item, lot and expiry, and reads price', async () => {
    expect(await problems('XG01,,A001,2501,2027-02,3,,5.4')).toEqual([]);
    expect(await problems(',,,,,3,,')).toEqual(['A cell_empty', 'C cell_empty', 'D cell_empty', 'E cell_empty']);
    expect(await problems('XG01,,A001,2501,明年,3,,五元')).toEqual(['E expiry_unreadable', 'H number_unreadable']);
  });

  it('lets expired stock in with a warning: it is there, nobody may use it', async () => {
    expect(await problems('XG01,,A001,2501,2026-10,3,,5.4')).toEqual(['E opening_expired']);
  });
});
