/** Words that the columns of our own table accept; the first word of each value is the one we write ourselves. */
import type { ControlClass, ItemKind, StorageZone } from '../item.ts';
import type { ConsumableGrade, Route } from '../levels.ts';

type WordList<Value> = Readonly<Record<string, Value>>;

export const KIND_WORDS: WordList<ItemKind> = {
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

export const ZONE_WORDS: WordList<StorageZone> = {
  常温: 'room',
  阴凉: 'cool',
  冷藏: 'cold',
  冷冻: 'frozen',
  专柜: 'controlled',
};

export const CONTROL_WORDS: WordList<ControlClass> = {
  无: 'none',
  麻醉: 'narcotic',
  精一: 'psychotropic_1',
  精二: 'psychotropic_2',
  毒性: 'toxic',
  易制毒: 'precursor',
};

export const ROUTE_WORDS: WordList<Route> = {
  口服: 'oral',
  注射: 'injection',
  吸入: 'inhalation',
  外用: 'topical',
  其他: 'other',
};

export const GRADE_WORDS: WordList<ConsumableGrade> = {
  低值: 'low',
  高值: 'high',
  植介入: 'implant',
  植入: 'implant',
  介入: 'implant',
};

export const INSURANCE_WORDS: WordList<string> = {
  自费: 'none',
  无: 'none',
  丙类: 'none',
  丙: 'none',
  甲类: 'a',
  甲: 'a',
  '甲类（限定支付）': 'a_limited',
  甲类限: 'a_limited',
  乙类: 'b',
  乙: 'b',
  '乙类（限定支付）': 'b_limited',
  乙类限: 'b_limited',
};

export const ANTIMICROBIAL_WORDS: WordList<string> = {
  非抗菌药: 'none',
  无: 'none',
  非限制使用级: 'unrestricted',
  非限制: 'unrestricted',
  限制使用级: 'restricted',
  限制: 'restricted',
  特殊使用级: 'special',
  特殊: 'special',
};

export const ALERT_WORDS: WordList<string> = { 无: 'none', A级: 'A', a: 'A', B级: 'B', b: 'B', C级: 'C', c: 'C' };

export const MONITORED_WORDS: WordList<string> = { 否: 'no', 无: 'no', '0': 'no', 是: 'yes', '1': 'yes' };

export const CHRONIC_WORDS: WordList<string> = {
  高血压: 'hypertension',
  '2型糖尿病': 'diabetes_2',
  糖尿病: 'diabetes_2',
  慢阻肺: 'copd',
};

/** 启用 asks a yes or no, and its own name invites 启用 and 停用. */
export const ACTIVE_WORDS: WordList<boolean> = {
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
export function wordFor<Value>(words: WordList<Value>, value: Value): string {
  return Object.entries(words).find(([, each]) => each === value)?.[0] ?? '';
}
