/** Dirt of published lists: commas inside one strength, names with their translation, lost forms. */
import { describe, expect, it } from 'vitest';
import { baseUnitOf } from '../../src/catalogue/import/dose-forms.ts';
import { factCell, readFactCell } from '../../src/catalogue/import/fact-cells.ts';
import { bareMaker, bareStrength, wordsKey } from '../../src/catalogue/import/likeness.ts';
import { nameForForm } from '../../src/catalogue/import/list-names.ts';
import { parseUpload } from '../../src/catalogue/import/parse.ts';
import { readStrengthCell } from '../../src/catalogue/import/strength-cell.ts';
import { readSpreadsheet } from '../../src/spreadsheets/read.ts';

const DATED = { effectiveFrom: '2026-09-01', edition: '2026', legalBasis: '文件' };
const strengths = (text: string) => readStrengthCell(text)?.items.map((item) => `${item.form}|${item.strength}`) ?? [];

describe('strengths with commas inside', () => {
  it.each([
    ['胶囊：每粒含甲那明12.5mg、乙可丁 7mg、丙茶碱 25mg', ['胶囊|每粒含甲那明12.5mg、乙可丁7mg、丙茶碱25mg']],
    [
      '吸入气雾剂：200 揿：每揿 100μg、 200 揿：每揿 140μg',
      ['吸入气雾剂|200揿：每揿100μg', '吸入气雾剂|200揿：每揿140μg'],
    ],
    [
      '吸入气雾剂：每瓶 100 揿，每揿含甲德 200μg；每瓶 200 揿，每揿含甲德 100μg',
      ['吸入气雾剂|每瓶100揿，每揿含甲德200μg', '吸入气雾剂|每瓶200揿，每揿含甲德100μg'],
    ],
    [
      '吸入粉雾剂：0. 1mg/ 吸；0.2mg； 200μg/ 吸，200 吸/ 支',
      ['吸入粉雾剂|0.1mg/吸', '吸入粉雾剂|0.2mg', '吸入粉雾剂|200μg/吸，200吸/支'],
    ],
    ['颗粒剂：每 1g 相当于饮片2.39g，含甲皂苷17.14mg', ['颗粒剂|每1g相当于饮片2.39g，含甲皂苷17.14mg']],
    [
      '丸剂：每丸重 9g，每 8 丸相当于原生药 3g，每袋装6g 、9g',
      ['丸剂|每丸重9g', '丸剂|每8丸相当于原生药3g', '丸剂|每袋装6g', '丸剂|每袋装9g'],
    ],
    [
      '颗粒剂：每袋装 5g（每 1g 相当于饮片 1.0g）合剂：每 1ml 相当于饮片 0.5g',
      ['颗粒剂|每袋装5g（每1g相当于饮片1.0g）', '合剂|每1ml相当于饮片0.5g'],
    ],
    [
      '片剂：50mg\n胶囊：50mg 、100mg\n注射用无菌粉末：40mg',
      ['片剂|50mg', '胶囊|50mg', '胶囊|100mg', '注射用无菌粉末|40mg'],
    ],
    [
      '（钾盐）注射用无菌粉末：0.5g（80 万单位）\n（钠盐）注射用无菌粉末：0.24g\n（40 万单位）',
      ['注射用无菌粉末|0.5g（80万单位）', '注射用无菌粉末|0.24g（40万单位）'],
    ],
    ['贴膏剂：7cm × 10cm', ['贴膏剂|7cm×10cm']],
    ['注射液：5%（ 100ml、250ml ）、0.9%（10ml）', ['注射液|5%（100ml）', '注射液|5%（250ml）', '注射液|0.9%（10ml）']],
    ['注射液：1.5mg/ml，2ml（笔）； 1.5mg/ml，4ml（笔）', ['注射液|1.5mg/ml，2ml（笔）', '注射液|1.5mg/ml，4ml（笔）']],
    ['注射液：1mg/ml、5mg/ml', ['注射液|1mg/ml', '注射液|5mg/ml']],
    ['片剂：每片含甲钙1g与维生素D3 150单位', ['片剂|每片含甲钙1g与维生素D3 150单位']],
    ['合剂：每1ml含甲膏9mg、乙油0.8μl、每支装10ml', ['合剂|每1ml含甲膏9mg、乙油0.8μl', '合剂|每支装10ml']],
  ])('%s', (cell, expected) => {
    expect(strengths(cell)).toEqual(expected);
  });
});

describe('forms whose separator was lost', () => {
  it.each([
    ['片剂：25mg\n滴丸剂： 1.5mg', ['片剂|25mg', '滴丸剂|1.5mg']],
    ['片剂：25mg\n缓释片剂：50mg', ['片剂|25mg', '缓释片剂|50mg']],
    ['胶囊：0.2g\n缓释（片剂、胶囊）：0.3g', ['胶囊|0.2g', '缓释片剂|0.3g', '缓释胶囊|0.3g']],
    ['颗粒剂：4mg\n口溶膜：4mg', ['颗粒剂|4mg', '口溶膜|4mg']],
    ['片剂：甲∶乙=7∶1\n颗粒剂：50mg∶20mg（5∶2）', ['片剂|甲∶乙=7∶1', '颗粒剂|50mg∶20mg（5∶2）']],
    ['气雾剂：50μg/揿\n雾化吸入用混悬液：2ml∶1mg', ['气雾剂|50μg/揿', '雾化吸入用混悬液|2ml∶1mg']],
    ['粉雾剂：9μg/ 吸，60 吸/ 支\n混悬液：2ml', ['粉雾剂|9μg/吸，60吸/支', '混悬液|2ml']],
    ['无菌粉末：50mg\n注射用脂质体：50mg', ['无菌粉末|50mg', '注射用脂质体|50mg']],
    ['注射液：250ml∶12g（总量）小儿注射液（甲-Ⅰ）：20ml', ['注射液|250ml∶12g（总量）', '小儿注射液（甲-Ⅰ）|20ml']],
    [
      '某素α1b注射液：10μg 、30μg 注射用某素α1b ∶10μg\n某素α2a注射液、注射用某素α2a ∶300 万IU',
      [
        '某素α1b注射液|10μg',
        '某素α1b注射液|30μg',
        '注射用某素α1b|10μg',
        '某素α2a注射液|300万IU',
        '注射用某素α2a|300万IU',
      ],
    ],
  ])('%s', (cell, expected) => {
    expect(strengths(cell)).toEqual(expected);
    expect(readStrengthCell(cell)?.remarks).toEqual([]);
  });

  it('leaves a bracket of proportions with its strength, and gives a salt to its form', () => {
    const cell = readStrengthCell('颗粒剂：5mg（5∶2）（甲∶乙）\n散剂：1g（2∶1）（酒石酸盐）片剂：2g');
    expect(cell?.items.map(({ salt, form, strength }) => [salt, form, strength])).toEqual([
      ['', '颗粒剂', '5mg（5∶2）（甲∶乙）'],
      ['', '散剂', '1g（2∶1）'],
      ['酒石酸盐', '片剂', '2g'],
    ]);
  });

  it('gives no strength to a form that stood alone on its line', () => {
    const cell = readStrengthCell('片剂\n胶囊：每粒装0.4g');
    expect(cell?.items.map(({ form }) => form)).toEqual(['胶囊']);
    expect(cell?.remarks).toEqual([{ reason: 'form_without_strength', text: '片剂' }]);
  });
});

describe('names that stand for several', () => {
  it.each([
    ['甲乙丸（颗粒、软胶囊、片剂）', '丸剂', '甲乙丸'],
    ['甲乙丸（颗粒、软胶囊、片剂）', '颗粒剂', '甲乙颗粒'],
    ['甲乙丸（颗粒、软胶囊、片剂）', '软胶囊', '甲乙软胶囊'],
    ['甲乙丸（颗粒、软胶囊、片剂）', '片剂', '甲乙片'],
    ['甲乙水（口服液）', '酊剂', '甲乙水'],
    ['甲乙水（口服液）', '合剂', '甲乙口服液'],
    // Two of its names would do, none would, or the bracket says something else
    ['甲乙合剂（口服液）', '合剂', '甲乙合剂（口服液）'],
    ['甲乙丸（颗粒）', '栓剂', '甲乙丸（颗粒）'],
    ['甲乙（钠盐）', '片剂', '甲乙（钠盐）'],
    ['甲乙片', '片剂', '甲乙片'],
  ])('%s as %s is %s', (listed, form, name) => {
    expect(nameForForm(listed, form)).toBe(name);
  });
});

describe('the unit that a strength names itself', () => {
  it.each([
    ['合剂', '每支装10ml', '支'],
    ['丸剂', '每袋装6g', '袋'],
    ['丸剂', '每丸重9g', '丸'],
    ['滴眼剂', '每瓶（支）装8ml', '瓶'],
    ['粉剂', '300g/听', '听'],
    ['注射液', '5%（20ml）', '支'],
    ['注射液', '5%（250ml）', '瓶'],
    ['口溶膜', '4mg', '片'],
    ['膏药', '15g', '贴'],
  ])('%s %s is counted in %s', (form, strength, unit) => {
    expect(baseUnitOf(form, strength)).toEqual({ unit, known: true });
  });
});

describe('rows of a list', () => {
  async function parse(text: string) {
    const sheet = await readSpreadsheet(Buffer.from(text));
    if (!sheet.ok) throw new Error(sheet.reason);
    const parsed = await parseUpload(sheet.value, DATED);
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.value.entries;
  }

  it('parts a name from its translation, and keeps class and edition', async () => {
    const [entry] = await parse(
      'no,category,name,forms_and_strengths\n3,一、抗某 药,甲西林（乙）Jiaxillin and B,片剂：1g\n',
    );
    expect(entry?.draft).toMatchObject({
      genericName: '甲西林（乙）',
      aliases: ['Jiaxillin and B'],
      levels: { therapeuticClass: '抗某药' },
      facts: { essential: '2026' },
    });
  });

  it('imports or explains every row', async () => {
    const rows = [
      '1,一、甲,甲片,片剂：1g,△',
      '2,一、甲,一组药,,注释',
      '3,二、乙,乙片,片剂：（1g,',
      '*（1）,二、乙,甲片,片剂：1g,',
      ',,,,x',
    ];
    const entries = await parse(`no,category,name,forms_and_strengths,remark\n${rows.join('\n')}\n`);
    const explained = entries.filter(({ draft, problems }) => draft !== null || problems.length > 0);
    expect(explained).toHaveLength(entries.length);
    expect(new Set(entries.map((entry) => entry.row))).toEqual(new Set([2, 3, 4, 5, 6]));
  });
});

describe('facts in cells', () => {
  it.each([
    ['edition', '2026年版△', '2026△'],
    ['edition', '无', 'no'],
    ['insurance', '乙类限', 'b_limited'],
    ['insurance', '甲', 'a'],
    ['insurance', '丙', 'none'],
    ['insurance', '甲类（限定支付）', 'a_limited'],
    ['vbp', '中选 第10批', 'selected:第10批'],
    ['vbp', '第10批（非中选）', 'unselected:第10批'],
    ['antimicrobial', '特殊', 'special'],
    ['highAlert', 'a', 'A'],
    ['chronic', '慢阻肺、高血压', 'hypertension,copd'],
    ['keyMonitored', '是', 'yes'],
    ['ddd', '２ G，注射，2025年', '2 g injection 2025'],
  ] as const)('%s %s is %s and comes back the same', (column, typed, value) => {
    expect(readFactCell(column, typed)).toMatchObject({ value });
    expect(readFactCell(column, factCell(column, value))).toMatchObject({ value });
  });

  it.each([
    ['edition', '二六'],
    ['insurance', '丁类'],
    ['vbp', '中选'],
    ['vbp', '第10批'],
    ['chronic', '感冒'],
    ['ddd', '1.5'],
    ['ddd', '1.5 g constructor 2025'],
  ] as const)('refuses %s %s', (column, typed) => {
    expect(readFactCell(column, typed).ok).toBe(false);
  });
});

describe('likeness', () => {
  it('makes strengths, makers and names alike', () => {
    expect(bareStrength('0.25g')).toBe(bareStrength('250 mg'));
    expect(bareStrength('2ml:0.1g')).toBe(bareStrength('2ml∶100mg'));
    expect(bareStrength('0.25g')).not.toBe(bareStrength('0.5g'));
    expect(bareMaker('江西某某（集团）制药股份有限公司')).toBe(bareMaker('江西某某制药有限公司'));
    const of = {
      kind: 'drug',
      strength: '1g',
      manufacturer: '',
      approvalNumber: null,
      brand: '',
      origin: '',
      grade: '',
    };
    const key = (genericName: string, form: string) => wordsKey({ ...of, genericName, form });
    expect(key('甲西林', '胶囊剂')).toBe(key('甲西林 胶囊', '胶囊'));
    expect(key('甲西林', '胶囊')).not.toBe(key('甲西林', '片剂'));
  });
});
