/** The index of items alone: what finds an item, in what order, and that the fast way finds what the plain way does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexedItem } from '../../src/catalogue/search/entry.ts';
import { ItemIndex, type SearchFilter } from '../../src/catalogue/search/item-index.ts';
import { normaliseQuery, queryTokens, spellingsOf } from '../../src/kernel/search-key.ts';

let made = 0;
function item(genericName: string, change: Partial<IndexedItem> = {}): IndexedItem {
  made += 1;
  return {
    id: made,
    code: `P${String(made).padStart(4, '0')}`,
    genericName,
    form: '片剂',
    strength: '0.25g',
    manufacturer: '',
    holder: '',
    brand: '',
    approvalNumber: null,
    aliases: [],
    active: true,
    tiers: { county: true, township: true, village: false },
    codes: [],
    ...change,
  };
}

const code = (type: 'gtin' | 'base_code' | 'trace_prefix' | 'nhsa', value: string) => ({
  type,
  value,
  isFormer: false,
});

const AMOXICILLIN = item('阿莫西林', {
  code: 'YP-0001',
  form: '胶囊剂',
  manufacturer: '江西青峰药业有限公司',
  brand: '阿莫仙',
  approvalNumber: '国药准字H36020001',
  aliases: ['Amoxicillin'],
  codes: [
    code('gtin', '6901234567892'),
    code('base_code', '86901110000020'),
    code('trace_prefix', '8385793'),
    { type: 'nhsa', value: 'XJ01CAA040E001010180001', isFormer: true },
  ],
});
const CLAVULANATE = item('阿莫西林克拉维酸钾', { aliases: ['Amoxicillin and Clavulanate'] });
const METFORMIN = item('盐酸二甲双胍', { form: '缓释片', strength: '0.5g', manufacturer: '山东齐鲁制药有限公司' });
const ASPIRIN = item('阿司匹林肠溶片', { strength: '100mg', manufacturer: '江西青峰药业有限公司' });
const INSULIN = item('重组人胰岛素', { form: '注射液' });
const BEZOAR = item('参苓白术散', { form: '散剂', tiers: { county: false, township: false, village: false } });
const SULFA = item('复方磺胺甲噁(恶)唑');
const RETIRED = item('阿莫西林钠', { active: false });
const ALL = [AMOXICILLIN, CLAVULANATE, METFORMIN, ASPIRIN, INSULIN, BEZOAR, SULFA, RETIRED];

function indexOf(items: readonly IndexedItem[]): ItemIndex {
  const index = new ItemIndex();
  for (const one of items) index.put(one);
  return index;
}

const index = indexOf(ALL);
const nameOf = new Map(ALL.map((one) => [one.id, one.genericName]));
const names = (query: string, filter: SearchFilter = {}) =>
  index.search(query, filter, 50).map((hit) => nameOf.get(hit.id));
const first = (query: string) => index.search(query, {}, 1)[0];

describe('what finds an item', () => {
  it.each([
    ['阿莫', 'start'],
    ['阿莫西林胶囊', 'start'],
    ['amoxicillin', 'start'],
    ['AMOXICILL', 'start'],
    ['amxl', 'sound'],
    ['amxljn', 'sound'],
    ['emxl', 'sound'],
    ['amoxilin', 'sound'],
    ['a mo xi lin', 'sound'],
    ['阿莫西林 青峰', 'maker'],
    ['amxl qf', 'maker'],
    ['qfyy amxl', 'maker'],
    ['阿莫仙', 'maker'],
    ['amoxiling', 'alike'],
    ['anoxilin', 'misspelt'],
    ['amxilin', 'misspelt'],
    ['yp-0001', 'code'],
    ['ｙｐ－０００１', 'code'],
    ['yp-00', 'word'],
    ['6901234567892', 'code'],
    ['06901234567892', 'code'],
    ['86901110000020', 'code'],
    ['国药准字H36020001', 'code'],
    ['H36020001', 'code'],
    ['h3602', 'word'],
    ['8385793', 'code'],
    ['83857930000879766660', 'code'],
    [']d2010690123456789217270114' + '10A2401', 'code'],
    ['(01)06901234567892(10)A2401(17)270114', 'code'],
    ['010690123456789210A2401\u001d17270114', 'code'],
    ['010690123456789210A240117270114', 'code'],
    ['16901234567899', 'code'],
    ['xj01caa040e001010180001', 'part'],
  ])('阿莫西林 is first by %s: %s', (query, rank) => {
    expect(first(query)).toMatchObject({ id: AMOXICILLIN.id, rank });
  });

  it.each([
    ['ejsg', 'word', METFORMIN],
    ['erjiashuanggua', 'word', METFORMIN],
    ['ysejsg', 'sound', METFORMIN],
    ['双胍 0.5g', 'part', METFORMIN],
    ['czryds', 'sound', INSULIN],
    ['zhongzu', 'sound', INSULIN],
    ['slbzs', 'sound', BEZOAR],
    ['slbss', 'sound', BEZOAR],
    ['senlinbaizhu', 'alike', BEZOAR],
    ['复方磺胺甲恶唑', 'start', SULFA],
    ['复方磺胺甲噁唑片', 'start', SULFA],
    ['hajez', 'word', SULFA],
    ['clavulanate', 'word', CLAVULANATE],
  ])('%s finds by %s', (query, rank, wanted) => {
    expect(first(query)).toMatchObject({ id: wanted.id, rank });
  });

  it('is all words of the query, and nothing that is not there', () => {
    expect(names('阿莫西林 0.5g')).toEqual([]);
    expect(names('100mg 青峰')).toEqual(['阿司匹林肠溶片']);
    for (const nothing of ['', ' ', 'xyzzy', "' or 1=1 --", '%', '(01)06900000000009', '\u0000\u0007', '\u001d']) {
      expect(names(nothing), JSON.stringify(nothing)).toEqual([]);
    }
  });

  it('bears two hundred characters of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 0, maxLength: 200 }), (query) => {
        expect(index.search(query, {}, 5).length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 300 },
    );
    expect(names('阿莫西林'.repeat(60))).toEqual([]);
    expect(names(`amxl${'\u0000'.repeat(100)}`)).toEqual(['阿莫西林', '阿莫西林克拉维酸钾']);
  });
});

describe('order and filters', () => {
  it('puts what begins so first, then the shorter name', () => {
    expect(names('阿莫西林')).toEqual(['阿莫西林', '阿莫西林克拉维酸钾']);
    expect(names('青峰')).toEqual(['阿莫西林', '阿司匹林肠溶片']);
    expect(names('pian')).toEqual(['盐酸二甲双胍', '阿司匹林肠溶片', '阿莫西林克拉维酸钾', '复方磺胺甲噁(恶)唑']);
  });

  it('shows retired items only when asked, behind the others', () => {
    expect(names('阿莫西林', { retired: true })).toEqual(['阿莫西林', '阿莫西林克拉维酸钾', '阿莫西林钠']);
    expect(names('slbzs', { tier: 'county' })).toEqual([]);
    expect(names('阿莫西林', { tier: 'village' })).toEqual([]);
  });

  it('puts what the formulary does not hold behind what it holds', () => {
    const out = item('甲乙', { tiers: { county: false, township: false, village: false } });
    const held = item('甲乙丙丁');
    expect(
      indexOf([out, held])
        .search('甲乙', {}, 5)
        .map((hit) => hit.id),
    ).toEqual([held.id, out.id]);
  });

  it('forgives nothing where only what is typed counts', () => {
    expect(names('anoxilin', { exact: true })).toEqual([]);
  });

  it('keeps its order while single items come, move and go', () => {
    const moving = indexOf(ALL);
    moving.search('a', {}, 1);
    moving.put({ ...ASPIRIN, genericName: '阿莫西林' });
    moving.put(item('阿莫', { code: 'Z1' }));
    moving.put({ ...CLAVULANATE, active: false });
    const added = made;
    moving.remove(RETIRED.id);
    const whole = moving.search('阿莫', { retired: true }, 9).map((hit) => hit.id);
    expect(whole).toEqual([added, ASPIRIN.id, AMOXICILLIN.id, CLAVULANATE.id]);
  });

  it('finds a former code only as a part, and a code taken away no longer', () => {
    const changing = indexOf([AMOXICILLIN]);
    changing.put({ ...AMOXICILLIN, codes: [{ type: 'gtin', value: '6901234567892', isFormer: true }] });
    for (const scan of ['6901234567892', '(01)06901234567892(10)A1']) {
      expect(changing.search(scan, {}, 1)).toMatchObject([{ rank: 'part', field: 'code' }]);
    }
    changing.put({ ...CLAVULANATE, codes: [code('gtin', '6901234567892')] });
    expect(changing.search('(01)06901234567892(10)A1', {}, 9)).toMatchObject([{ id: CLAVULANATE.id, rank: 'code' }]);
    changing.remove(CLAVULANATE.id);
    changing.put({ ...AMOXICILLIN, codes: [] });
    expect(changing.search('6901234567892', {}, 1)).toEqual([]);
  });
});

/** The plain way: does a word stand at the beginning of a name, of its pinyin or of its initials? */
function plainBeginnings(items: readonly IndexedItem[], query: string): number[] {
  const [word = '', ...more] = queryTokens(normaliseQuery(query));
  if (word === '' || more.length > 0) return [];
  return items
    .filter((one) =>
      spellingsOf(`${one.genericName}${one.form}`).some(
        ({ plain, full, initials }) =>
          plain.startsWith(word) || [...full, ...initials].some((text) => text.startsWith(word)),
      ),
    )
    .map((one) => one.id);
}

describe('the fast way and the plain way', () => {
  it('find the same beginnings', () => {
    const syllables = [...'阿莫西林头孢克肟双胍盐酸重组参术'];
    const word = fc.array(fc.constantFrom(...syllables), { minLength: 2, maxLength: 6 }).map((each) => each.join(''));
    const typed = fc.oneof(
      word,
      word.map((text) => spellingsOf(text)[0]?.full[0]?.slice(0, 5) ?? ''),
      word.map((text) => spellingsOf(text)[0]?.initials[0]?.slice(0, 2) ?? ''),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), typed, (all, query) => {
        const items = all.map((name) => item(name, { form: '颗粒', strength: '' }));
        const found = indexOf(items)
          .search(query, { exact: true }, 99)
          .filter((hit) => hit.rank === 'start' || hit.rank === 'sound')
          .map((hit) => hit.id);
        expect(found.sort((a, b) => a - b)).toEqual(plainBeginnings(items, query));
      }),
      { numRuns: 400 },
    );
  });
});
