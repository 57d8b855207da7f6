/** What the demo tables say of the levels above an item: therapeutic classes, grades of consumables, pieces. */
import type { LevelWords } from '../../../src/catalogue/levels.ts';
import type { DemoItem } from './types.ts';

/** Classes by the prefix of the table. */
const CLASSES: Record<string, string> = {
  KG: '抗微生物药',
  XN: '心血管系统用药',
  DX: '激素及影响内分泌药',
  XH: '消化系统用药',
  HX: '呼吸系统用药',
  SJ: '神经系统与精神用药',
  JJ: '急救与解毒药',
  SY: '调节水、电解质及酸碱平衡药',
  ZK: '专科用药',
  ZN: '中成药（内科）',
  ZW: '中成药（外科、妇科、五官、骨伤）',
  YP: '中药饮片',
  ZJ: '医疗机构制剂',
  HC: '医用耗材',
};

/** Finer than the tables, first match wins: what is compared with each other in a dossier. */
const FINER: readonly [RegExp, string][] = [
  [/阿莫西林|青霉素|氨苄西林|哌拉西林|苯唑西林/, '抗微生物药·青霉素类'],
  [/^(?:注射用)?头孢/, '抗微生物药·头孢菌素类'],
  [/沙坦|普利片|(?<!莫)地平|利血平/, '心血管系统用药·抗高血压药'],
  [/洛尔/, '心血管系统用药·β受体阻滞剂'],
  [/他汀|贝特/, '心血管系统用药·调脂药'],
  [/胰岛素|鲁肽/, '激素及影响内分泌药·胰岛素及类似药'],
  [/双胍|格列|阿卡波糖|瑞格列奈/, '激素及影响内分泌药·口服降糖药'],
  [/华法林|沙班|达比加群|肝素/, '血液系统用药·抗凝药'],
  [/替诺福韦|恩替卡韦/, '抗微生物药·抗肝炎病毒药'],
  [/拉唑|拉生片|替丁|硫糖铝|铝碳酸镁|枸橼酸铋/, '消化系统用药·抑酸与胃黏膜保护药'],
  [/美沙拉秦/, '消化系统用药·肠道抗炎药'],
  [/吸入|粉雾|气雾|茶碱|特布他林|孟鲁司特/, '呼吸系统用药·平喘药'],
  [/脑苷肌肽|胞磷胆碱|依达拉奉/, '神经系统与精神用药·脑血管及神经营养药'],
];

/** Origin, grade, standard and months to the next test of some pieces. */
const PIECES: Record<string, [origin: string, grade: string, retestMonths: number]> = {
  川芎: ['四川都江堰', '统货', 18],
  麸炒白术: ['浙江磐安', '一等', 12],
  黄芪: ['甘肃陇西', '一等', 18],
  当归: ['甘肃岷县', '二等', 12],
  茯苓: ['安徽岳西', '统货', 24],
  炙甘草: ['内蒙古杭锦旗', '统货', 12],
  党参: ['甘肃渭源', '一等', 12],
  枳壳: ['江西樟树', '统货', 24],
  陈皮: ['广东新会', '一等', 36],
  丹参: ['山东平邑', '统货', 18],
  熟地黄: ['河南温县', '统货', 12],
  醋延胡索: ['浙江东阳', '统货', 18],
  炒酸枣仁: ['河北赞皇', '一等', 12],
};
const STANDARD = '《中国药典》2025年版一部';

const HIGH_VALUE = /血糖仪|导管|支架|补片|缝合线/;

/** Tables whose names would mislead: eye drops of a beta blocker are no medicine of the heart. */
const PLAIN = ['ZK', 'ZN', 'ZW'];

/** The class of an item of the tables. */
function classOf(data: DemoItem): string {
  const isFiner = data.kind === 'drug' && !PLAIN.includes(data.code.slice(0, 2));
  const finer = isFiner ? FINER.find(([pattern]) => pattern.test(data.name))?.[1] : undefined;
  return finer ?? CLASSES[data.code.slice(0, 2)] ?? '专科用药';
}

/** What the catalogue is told of the levels above the item; the route is read from its dose form. */
export function levelsOf(data: DemoItem): Partial<LevelWords> {
  const therapeuticClass = classOf(data);
  if (data.kind === 'consumable') {
    return { therapeuticClass, consumableGrade: HIGH_VALUE.test(data.name) ? 'high' : 'low' };
  }
  const piece = data.kind === 'decoction_piece' ? PIECES[data.name] : undefined;
  if (piece === undefined) return { therapeuticClass };
  const [origin, grade, retestMonths] = piece;
  return { therapeuticClass, origin, grade, retestMonths, standard: STANDARD };
}
