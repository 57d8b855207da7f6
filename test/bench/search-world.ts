/** A catalogue of 50,000 packs as a county might buy from: some 12,000 names, 2,400 makers, four codes to an item. */
import { loadTables } from '../../db/bulk.ts';
import type { Database } from '../../db/database.ts';
import { concept, item, itemCode, product, specification } from '../../db/schema/catalogue.ts';
import { items as demoItems } from '../../seeds/demo/data/items.ts';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';

const BEFORE = [
  '',
  '盐酸',
  '硫酸',
  '复方',
  '注射用',
  '枸橼酸',
  '小儿',
  '苯磺酸',
  '磷酸',
  '醋酸',
  '马来酸',
  '外用',
  '甲磺酸',
  '富马酸',
];
/** Other forms than the demo's, whose concepts are there already. */
const FORMS = ['薄膜衣片', '硬胶囊', '细颗粒', '小容量注射液', '口服溶液'];
const PLACES = '江西 山东 浙江 江苏 广东 四川 湖北 湖南 河南 河北 北京 上海 天津 重庆 吉林 辽宁 陕西 云南 贵州 海南';
const HOUSES =
  '青峰 双鹤 欧意 扬子江 齐鲁 汇仁 恒瑞 石药 哈药 东阳光 华海 信立泰 科伦 倍特 海正 正大 人福 葵花 仁和 济民';
const KINDS = ['制药', '药业', '生物制药', '制药集团', '医药科技', '药业股份'];
const STRENGTHS = ['0.25g', '0.5g', '10mg', '20mg', '100mg', '2ml:0.1g', '5ml', '10ml:50mg', '0.125g', '1g'];
const PER_CONCEPT = 4;
const COUNT = 50_000;

function makers(): string[] {
  return PLACES.split(' ').flatMap((place) =>
    HOUSES.split(' ').flatMap((house) => KINDS.map((kind) => `${place}${house}${kind}有限公司`)),
  );
}

function codesOf(id: number) {
  const body = `69${String(id).padStart(10, '0')}`;
  const base = `869${String(id).padStart(10, '0')}`;
  return [
    { type: 'gtin' as const, value: `${body}${gs1CheckDigit(body)}` },
    { type: 'base_code' as const, value: `${base}${gs1CheckDigit(base)}` },
    { type: 'trace_prefix' as const, value: `8${String(id).padStart(6, '0')}` },
    { type: 'nhsa' as const, value: `XJ01CAA${String(id).padStart(16, '0')}` },
  ];
}

/** Writes the catalogue beside what is there; its ids begin at a million. */
export async function writeBigCatalogue(db: Database, at: number): Promise<void> {
  const roots = [...new Set(demoItems.map((one) => one.name.replace(/(片|胶囊|颗粒|注射液)$/, '')))];
  const names = [...new Set(BEFORE.flatMap((before) => roots.map((root) => before + root)))];
  const houses = makers();
  await db.transaction((tx) =>
    loadTables(tx, [concept, specification, product, item, itemCode], async (bulk) => {
      for (let n = 0; n < COUNT; n += 1) {
        const id = 1_000_000 + n;
        const kind = Math.floor(n / PER_CONCEPT);
        const genericName = names[kind % names.length] ?? '';
        const form = FORMS[Math.floor(kind / names.length) % FORMS.length] ?? '';
        const words = { kind: 'drug' as const, genericName, form };
        if (n % PER_CONCEPT === 0) {
          bulk.add(concept, { id, ...words, route: 'oral', aliases: [], therapeuticClass: '' });
        }
        const conceptId = id - (n % PER_CONCEPT);
        const strength = STRENGTHS[(n * 7) % STRENGTHS.length] ?? '';
        const manufacturer = houses[(n * 31) % houses.length] ?? '';
        const units = { baseUnit: '片', scale: 1 };
        bulk.add(specification, { id, conceptId, strength: `${strength}`, ...units, scale: 1 + (n % PER_CONCEPT) });
        const approvalNumber = `国药准字H${20_000_000 + n}`;
        bulk.add(product, {
          id,
          specificationId: id,
          manufacturer,
          approvalNumber,
          brand: n % 9 === 0 ? `甲乙${n}` : '',
        });
        const columns = { ...words, strength, manufacturer, approvalNumber, ...units, productId: id, id };
        const rest = { packUnit: '盒', packSize: 24, storageZone: 'room' as const, pricePack: 10_000 };
        bulk.add(item, {
          ...columns,
          ...rest,
          code: `BIG${id}`,
          createdAt: at,
          updatedAt: at,
          townshipTier: n % 2 === 0,
        });
        for (const code of codesOf(id)) bulk.add(itemCode, { itemId: id, ...code });
        await bulk.drain();
      }
    }),
  );
}
