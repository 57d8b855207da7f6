/** The columns of our own import table: read by the importer, written by the template and by the export. */
import type { Column } from '../../spreadsheets/table.ts';
import type { ControlClass, ItemKind, StorageZone } from '../item.ts';

export type TemplateKey =
  | 'code'
  | 'kind'
  | 'genericName'
  | 'form'
  | 'strength'
  | 'manufacturer'
  | 'packUnit'
  | 'packSize'
  | 'baseUnit'
  | 'price'
  | 'storageZone'
  | 'controlClass'
  | 'essential'
  | 'countyTier'
  | 'townshipTier'
  | 'villageTier'
  | 'approvalNumber'
  | 'gtin'
  | 'baseCode'
  | 'active';

export const TEMPLATE_COLUMNS: readonly Column<TemplateKey>[] = [
  { key: 'code', titles: ['编码', '药品编码', 'code'], required: true },
  { key: 'kind', titles: ['类别', 'kind'], required: true },
  { key: 'genericName', titles: ['通用名', '药品名称', '品名', 'generic name'], required: true },
  { key: 'form', titles: ['剂型', 'form'], required: true },
  { key: 'strength', titles: ['规格', 'strength'], required: true },
  { key: 'manufacturer', titles: ['生产厂家', '厂家', '生产企业', 'manufacturer'], required: true },
  { key: 'packUnit', titles: ['包装单位', 'pack unit'], required: true },
  { key: 'packSize', titles: ['包装数量', '转换比', 'pack size'], required: true },
  { key: 'baseUnit', titles: ['基本单位', '最小单位', 'base unit'], required: true },
  { key: 'price', titles: ['包装价（元）', '单价（元）', 'price per pack'], required: false },
  { key: 'storageZone', titles: ['储存条件', '储存', 'storage'], required: false },
  { key: 'controlClass', titles: ['管制类别', 'control class'], required: false },
  { key: 'essential', titles: ['基本药物', '基药', 'essential'], required: false },
  { key: 'countyTier', titles: ['县级可用', 'county'], required: false },
  { key: 'townshipTier', titles: ['乡级可用', 'township'], required: false },
  { key: 'villageTier', titles: ['村级可用', 'village'], required: false },
  { key: 'approvalNumber', titles: ['批准文号', 'approval number'], required: false },
  { key: 'gtin', titles: ['条码', '商品条码', 'gtin'], required: false },
  { key: 'baseCode', titles: ['本位码', 'base code'], required: false },
  { key: 'active', titles: ['启用', 'active'], required: false },
];

/** Words the columns accept; the first word of each value is the one we write ourselves. */
export const KIND_WORDS: Readonly<Record<string, ItemKind>> = {
  药品: 'drug',
  西药: 'drug',
  中成药: 'drug',
  中药饮片: 'decoction_piece',
  饮片: 'decoction_piece',
  院内制剂: 'preparation',
  耗材: 'consumable',
  医用耗材: 'consumable',
  试剂: 'reagent',
  设备: 'device',
};

export const ZONE_WORDS: Readonly<Record<string, StorageZone>> = {
  常温: 'room',
  阴凉: 'cool',
  冷藏: 'cold',
  冷冻: 'frozen',
  专柜: 'controlled',
};

export const CONTROL_WORDS: Readonly<Record<string, ControlClass>> = {
  无: 'none',
  麻醉: 'narcotic',
  精一: 'psychotropic_1',
  精二: 'psychotropic_2',
  毒性: 'toxic',
  易制毒: 'precursor',
};

/** 启用 asks a yes or no, and its own name invites 启用 and 停用. */
export const ACTIVE_WORDS: Readonly<Record<string, boolean>> = {
  是: true,
  启用: true,
  在用: true,
  y: true,
  yes: true,
  true: true,
  active: true,
  '1': true,
  '√': true,
  否: false,
  停用: false,
  n: false,
  no: false,
  false: false,
  retired: false,
  '0': false,
  '×': false,
};

/** The word we write for a value. */
export function wordFor<Value>(words: Readonly<Record<string, Value>>, value: Value): string {
  return Object.entries(words).find(([, each]) => each === value)?.[0] ?? '';
}
