/** A national list as scans give it: invented drugs, real dirt. Nothing may be dropped without a word. */
import { describe, expect, it } from 'vitest';
import { parseUpload } from '../../src/catalogue/import/parse.ts';
import type { ParsedEntry } from '../../src/catalogue/import/report.ts';
import { readStrengthCell } from '../../src/catalogue/import/strength-cell.ts';
import { readSpreadsheet } from '../../src/spreadsheets/read.ts';

function strengths(text: string): string[] {
  return readStrengthCell(text)?.items.map((item) => `${item.salt}|${item.form}|${item.strength}`) ?? ['unreadable'];
}

function remarks(text: string): string[] {
  return readStrengthCell(text)?.remarks.map((remark) => `${remark.reason} ${remark.text}`) ?? [];
}

describe('strength cell', () => {
  it('spreads forms and strengths, closing the gaps a scan leaves', () => {
    expect(strengths('片剂、胶囊： 0. 25g 、0.5g； 颗粒剂：１ 0mg')).toEqual([
      '|片剂|0.25g',
      '|片剂|0.5g',
      '|胶囊|0.25g',
      '|胶囊|0.5g',
      '|颗粒剂|10mg',
    ]);
  });

  it('keeps salts, with the units in brackets that are no separators', () => {
    expect(strengths('（钾盐）注射用无菌粉末：0.1g（16 万单位）、 0.2g（32万单位）；（钠盐）注射液：1ml ∶5mg')).toEqual(
      ['钾盐|注射用无菌粉末|0.1g（16万单位）', '钾盐|注射用无菌粉末|0.2g（32万单位）', '钠盐|注射液|1ml∶5mg'],
    );
    expect(strengths('（某酯）片剂、分散片：5mg')).toEqual(['某酯|片剂|5mg', '某酯|分散片|5mg']);
  });

  it('spreads a bracket that holds forms', () => {
    expect(strengths('肠溶（片剂、胶囊）、（乙酯）片剂：0.1g')).toEqual([
      '|肠溶片剂|0.1g',
      '|肠溶胶囊|0.1g',
      '乙酯|片剂|0.1g',
    ]);
  });

  it('finds the separator that was lost before the next form', () => {
    expect(strengths('（盐酸盐）片剂：0.1g 、0.2g （乳酸盐）氯化钠注射液：100ml ∶0.2g')).toEqual([
      '盐酸盐|片剂|0.1g',
      '盐酸盐|片剂|0.2g',
      '乳酸盐|氯化钠注射液|100ml∶0.2g',
    ]);
    expect(strengths('注射液：2ml ∶0. 1mg贴剂')).toEqual(['|注射液|2ml∶0.1mg']);
    expect(remarks('注射液：2ml ∶0. 1mg贴剂、栓剂')).toEqual([
      'form_without_strength 贴剂',
      'form_without_strength 栓剂',
    ]);
  });

  it('gives each ratio the names it is a ratio of, and takes sentences as they are', () => {
    expect(strengths('片剂：甲素∶乙酸=2∶1、 4 ∶1')).toEqual(['|片剂|甲素∶乙酸=2∶1', '|片剂|甲素∶乙酸=4∶1']);
    expect(strengths('片剂：每片含 40mg 甲素和10mg 乙素')).toEqual(['|片剂|每片含40mg甲素和10mg乙素']);
    expect(strengths('注射液:5ml:40mg:8mg［甲噁（ 恶 ）唑∶乙啶］')).toEqual([
      '|注射液|5ml∶40mg∶8mg（甲噁（恶）唑∶乙啶）',
    ]);
  });

  it('remarks on forms without strength, strengths without form, and refuses brackets that do not pair', () => {
    expect(remarks('片剂、缓释片、注射液')).toHaveLength(3);
    expect(remarks('0.5g')).toEqual(['strength_without_form 0.5g']);
    expect(remarks('片剂：见注释')).toEqual(['strength_unreadable 见注释', 'form_without_strength 片剂']);
    expect(strengths('怪东西：5mg')).toEqual(['|怪东西|5mg']);
    expect(readStrengthCell('片剂：0.1g（1万单位、0.2g')).toBeUndefined();
  });
});

const DATED = { effectiveFrom: '2026-09-01', edition: '2026', legalBasis: '文件' };
const HEADER = 'no,category,subcategory,name,inn,forms_and_strengths,specialist_guided,cross_listed,remark\n';

async function parse(rows: string[]): Promise<ParsedEntry[]> {
  const sheet = await readSpreadsheet(Buffer.from(HEADER + rows.join('\n')));
  if (!sheet.ok) throw new Error(sheet.reason);
  const parsed = await parseUpload(sheet.value, DATED);
  if (!parsed.ok) throw new Error(parsed.reason);
  expect(parsed.value.layout).toBe('national_list');
  return parsed.value.entries;
}

describe('national list', () => {
  it('makes a draft of each strength, without what the list does not tell', async () => {
    const [entry] = await parse(['7,一、甲类,（一）乙类,甲西林,"Jia\nxillin",注射用无菌粉末：0. 5g,否,否,']);
    expect(entry).toMatchObject({
      row: 2,
      draft: {
        code: null,
        codeBase: 'E0007',
        genericName: '甲西林',
        aliases: ['Jia xillin'],
        form: '注射用无菌粉末',
        strength: '0.5g',
        baseUnit: '支',
        packSize: 1,
        manufacturer: '',
        pricePack: 0,
        essential: true,
        countyTier: true,
        townshipTier: true,
        villageTier: false,
      },
      problems: [],
    });
  });

  it('counts doses in the unit of the form', async () => {
    const forms =
      '片剂：1mg；胶囊：1mg；颗粒剂：1g；栓剂：1g；注射液：2ml∶1mg、100ml∶1mg；滴眼液：5ml∶1mg；糖浆剂：100ml；贴剂：1mg；滴丸：1mg';
    const entries = await parse([`1,,,甲药,,${forms},否,否,`]);
    expect(entries.map((entry) => entry.draft?.baseUnit).join('')).toBe('片粒袋粒支瓶支瓶贴丸');
  });

  it('merges a cross-listing into the row of its main entry, keeping a strength that only it has', async () => {
    const entries = await parse(['32,,,甲唑,,片剂：0.2g,否,否,', '*（32）,,,甲唑,,片剂：0. 2g、0.4g,否,是,']);
    expect(entries.map((entry) => [entry.row, entry.draft?.strength, entry.mergedInto])).toEqual([
      [2, '0.2g', null],
      [3, '0.2g', 2],
      [3, '0.4g', null],
    ]);
    expect(entries.map((entry) => entry.draft?.codeBase)).toEqual(['E0032', 'E0032', 'E0032']);
  });

  it('explains every row that gives no item', async () => {
    const entries = await parse([
      '35,,,某病用药,,,是,否,注释 1 △',
      '36,,,,,片剂：1mg,否,否,',
      '37,,,乙药,,片剂：0.1g（1万单位,否,否,',
      '38,,,丙药,,片剂、注射液,否,否,',
    ]);
    expect(entries.map((entry) => [entry.row, entry.draft, entry.problems[0]?.reason])).toEqual([
      [2, null, 'list_group_row'],
      [3, null, 'list_name_missing'],
      [4, null, 'list_brackets'],
      [5, null, 'list_form_without_strength'],
      [5, null, 'list_form_without_strength'],
    ]);
  });

  it('keeps specialist drugs at the county, and only the forms that the remark names', async () => {
    const entries = await parse(['1,,,甲泮,,片剂：1mg；注射液：1ml∶1mg,是,否,注射液△', '2,,,乙素,,片剂：1mg,是,否,△']);
    expect(entries.map((entry) => entry.draft?.townshipTier)).toEqual([true, false, false]);
  });

  it('locks up what the name says must be locked up, and asks to check', async () => {
    const entries = await parse(['1,,,盐酸吗啡,,片剂：5mg,是,否,△', '2,,,甘精胰岛素,,注射液：3ml∶300单位,否,否,']);
    expect(entries[0]).toMatchObject({ draft: { controlClass: 'narcotic', storageZone: 'controlled' } });
    expect(entries[0]?.problems.map((each) => each.reason)).toContain('list_control_assumed');
    expect(entries[1]).toMatchObject({ draft: { controlClass: 'none', storageZone: 'cold' } });
    expect(entries[1]?.problems.map((each) => each.reason)).toContain('list_cold_assumed');
  });
});
