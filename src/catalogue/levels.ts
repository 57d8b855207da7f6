/** The three levels above an item: generic concept, specification, product. What they are made of; pure. */
import type { ItemKind } from './classes.ts';

export const ROUTES = ['oral', 'injection', 'inhalation', 'topical', 'other'] as const;
export type Route = (typeof ROUTES)[number];

export const CONSUMABLE_GRADES = ['low', 'high', 'implant'] as const;
export type ConsumableGrade = (typeof CONSUMABLE_GRADES)[number];

/** What the levels above a pack may say besides its name; a source that is silent leaves them empty. */
export interface LevelWords {
  /** Left out: read from the dose form. */
  route: Route;
  therapeuticClass: string;
  consumableGrade: ConsumableGrade | null;
  /** 上市许可持有人 or 注册人. */
  holder: string;
  /** 商品名. */
  brand: string;
  /** Decoction pieces: 产地, 等级, 执行标准, and months to the next test (复验期). */
  origin: string;
  grade: string;
  standard: string;
  retestMonths: number | null;
}

/** The words that place an item on its levels. */
export interface Placed {
  kind: ItemKind;
  genericName: string;
  aliases: readonly string[];
  form: string;
  strength: string;
  baseUnit: string;
  scale: number;
  manufacturer: string;
  approvalNumber: string | null;
  levels?: Partial<LevelWords> | undefined;
}

/** First match wins: an inhaled powder is no powder to swallow, eye drops are no drops to drink. */
const FORMS: readonly (readonly [Route, RegExp])[] = [
  ['injection', /注射|粉针|输液|透析液/],
  ['inhalation', /吸入|气雾|粉雾/],
  ['topical', /[膏贴栓]|眼|耳|鼻|凝胶|洗剂|搽|涂|外用|阴道|含漱|喷雾|灌肠|冲洗/],
  ['oral', /片|胶囊|胶丸|丸|颗粒|散|口服|糖浆|合剂|混悬|溶液|滴剂|酊|酒剂|茶剂|煎膏|乳剂|饮片|膏滋/],
];

/** The route that a dose form tells; `other` when it tells none. */
export function routeOf(form: string): Route {
  if (/煎膏|膏滋|蜜膏/.test(form)) return 'oral';
  return FORMS.find(([, pattern]) => pattern.test(form))?.[0] ?? 'other';
}
