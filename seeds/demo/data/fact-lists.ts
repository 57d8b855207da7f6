/** What lists of state, province and county say about the demo's items: dated facts, by name. */
import type { FactType } from '../../../src/catalogue/facts.ts';
import type { DemoItem } from './types.ts';

export interface FactList {
  type: FactType;
  value: string;
  effectiveFrom: string;
  legalBasis: string;
  /** Items the list names. */
  names(data: DemoItem): boolean;
}

const isDrug = (data: DemoItem) => data.kind === 'drug';
const named =
  (...names: string[]) =>
  (data: DemoItem) =>
    isDrug(data) && names.includes(data.name);
const matching = (pattern: RegExp) => (data: DemoItem) => isDrug(data) && pattern.test(data.name);

const LIMITED = /白蛋白|低分子量肝素|利拉鲁肽|司美格鲁肽|度拉|沙库巴曲|参麦|血塞通（冻干）|氯吡格雷/;
const UNINSURED = /疫苗|蛇毒|脑苷肌肽/;
/** Often asked for and cheap: class 甲; the rest of the list is 乙. */
const OFTEN = 30;

function insuranceOf(data: DemoItem): string {
  if (data.kind === 'consumable' || UNINSURED.test(data.name)) return 'none';
  if (data.kind !== 'drug') return 'b';
  if (LIMITED.test(data.name)) return 'b_limited';
  if (/布地奈德|美罗培南/.test(data.name)) return 'a_limited';
  return data.essential && data.weight >= OFTEN ? 'a' : 'b';
}

const INSURANCE_BASIS = '《国家基本医疗保险、工伤保险和生育保险药品目录》（2025年）';
const insurance = (['a', 'a_limited', 'b', 'b_limited'] as const).map(
  (value): FactList => ({
    type: 'insurance',
    value,
    effectiveFrom: '2026-01-01',
    legalBasis: INSURANCE_BASIS,
    names: (data) => insuranceOf(data) === value,
  }),
);

const SPECIAL = /美罗培南|万古霉素/;
const RESTRICTED = /哌拉西林|头孢克肟|头孢地尼|头孢他啶|哌酮|莫西沙星|米诺环素|注射用阿奇霉素|磷霉素|阿米卡星/;
const ANTIBACTERIAL = /西林|青霉素|头孢|培南|霉素|环素|沙星|磺胺|硝唑|呋喃妥因|阿米卡星|康唑胶囊/;
const OF_TUBERCULOSIS = /利福|异烟肼|吡嗪酰胺|乙胺丁醇/;

function gradeOf(data: DemoItem): string {
  const isAnti = data.code.startsWith('KG') || data.code.startsWith('XP');
  if (!isDrug(data) || !isAnti || OF_TUBERCULOSIS.test(data.name)) return 'none';
  if (SPECIAL.test(data.name)) return 'special';
  if (RESTRICTED.test(data.name)) return 'restricted';
  return ANTIBACTERIAL.test(data.name) ? 'unrestricted' : 'none';
}

const antimicrobial = (['unrestricted', 'restricted', 'special'] as const).map(
  (value): FactList => ({
    type: 'antimicrobial',
    value,
    effectiveFrom: '2023-01-01',
    legalBasis: '江西省抗菌药物临床应用分级管理目录',
    names: (data) => gradeOf(data) === value,
  }),
);

const CHRONIC_BASIS = '国卫药政发〔2024〕38号；县级重点慢病用药衔接目录';
const chronic = (
  [
    ['hypertension', 'hypertension'],
    ['diabetes', 'diabetes_2'],
    ['copd', 'copd'],
  ] as const
).map(
  ([disease, value]): FactList => ({
    type: 'chronic',
    value,
    effectiveFrom: '2025-01-01',
    legalBasis: CHRONIC_BASIS,
    names: (data) =>
      isDrug(data) &&
      (data.chronic === disease ||
        (value === 'diabetes_2' && /恩格列净|司美格鲁肽/.test(data.name)) ||
        (value === 'copd' && /乌美溴铵|布地格福/.test(data.name))),
  }),
);

const ALERT_BASIS = '《中国医疗机构高警示药品推荐目录》；本院高警示药品目录';
const highAlert: FactList[] = (
  [
    ['A', /^氯化钾注射液|^胰岛素注射液|^50%葡萄糖|去甲肾上腺素|^盐酸肾上腺素|异丙肾上腺素|胺碘酮注射液|罗库溴铵/],
    [
      'B',
      /[^“]肝素|^肝素|华法林|沙班|达比加群|吗啡|哌替啶|太尼|精蛋白人胰岛素|人胰岛素注射液|门冬|甘精|奥沙利铂|多西他赛/,
    ],
    ['C', /格列(?!净)|二甲双胍|甲氨蝶呤片|丙泊酚|咪达唑仑|地高辛|环磷酰胺|卡培他滨/],
  ] as const
).map(([value, pattern]) => ({
  type: 'high_alert',
  value,
  effectiveFrom: '2024-07-01',
  legalBasis: ALERT_BASIS,
  names: matching(pattern),
}));

const vbp: FactList[] = (
  [
    [
      'selected:第1批',
      '2024-05-01',
      ['苯磺酸氨氯地平片', '厄贝沙坦片', '阿托伐他汀钙片', '硫酸氢氯吡格雷片', '恩替卡韦分散片'],
    ],
    ['selected:第3批', '2024-11-01', ['盐酸二甲双胍缓释片', '缬沙坦胶囊', '非布司他片', '塞来昔布胶囊']],
    ['selected:第2批', '2024-05-01', ['阿卡波糖片', '瑞舒伐他汀钙片', '头孢呋辛酯片']],
    ['selected:第7批', '2025-03-01', ['硝苯地平控释片', '磷酸奥司他韦胶囊', '注射用美罗培南']],
    ['selected:第10批', '2025-04-01', ['达格列净片', '恩格列净片', '富马酸丙酚替诺福韦片']],
    ['unselected:第3批', '2024-11-01', ['盐酸二甲双胍片', '盐酸莫西沙星片']],
    ['selected:胰岛素专项', '2024-04-01', ['甘精胰岛素注射液', '门冬胰岛素30注射液', '门冬胰岛素注射液']],
  ] as const
).map(([value, effectiveFrom, names]) => ({
  type: 'vbp',
  value,
  effectiveFrom,
  legalBasis: '国家组织药品集中采购中选结果，江西省执行通知',
  names: named(...names),
}));

const DDD: Record<string, string> = {
  阿莫西林胶囊: '1.5 g oral 2025',
  头孢呋辛酯片: '0.5 g oral 2025',
  阿奇霉素片: '0.3 g oral 2025',
  克拉霉素片: '0.5 g oral 2025',
  盐酸左氧氟沙星片: '0.5 g oral 2025',
  盐酸莫西沙星片: '0.4 g oral 2025',
  注射用头孢曲松钠: '2 g injection 2025',
  注射用头孢他啶: '4 g injection 2025',
  注射用头孢呋辛钠: '3 g injection 2025',
  注射用美罗培南: '3 g injection 2025',
  注射用盐酸万古霉素: '2 g injection 2025',
  苯磺酸氨氯地平片: '5 mg oral 2025',
  硝苯地平控释片: '30 mg oral 2025',
  缬沙坦胶囊: '80 mg oral 2025',
  厄贝沙坦片: '150 mg oral 2025',
  酒石酸美托洛尔片: '150 mg oral 2025',
  阿托伐他汀钙片: '20 mg oral 2025',
  盐酸二甲双胍缓释片: '2 g oral 2025',
  盐酸二甲双胍片: '2 g oral 2025',
  格列美脲片: '2 mg oral 2025',
  阿卡波糖片: '0.3 g oral 2025',
  甘精胰岛素注射液: '40 U injection 2025',
  奥美拉唑肠溶胶囊: '20 mg oral 2025',
  氯雷他定片: '10 mg oral 2025',
};
const ddd = [...new Set(Object.values(DDD))].map(
  (value): FactList => ({
    type: 'ddd',
    value,
    effectiveFrom: '2025-01-01',
    legalBasis: 'WHO ATC/DDD Index 2025',
    names: (data) => isDrug(data) && DDD[data.name] === value,
  }),
);

/** Left the essential list with its edition of 2026, came into it, or is only used under a specialist's guidance. */
const NEW_EDITION = '2026-09-01';
const DROPPED = named('盐酸雷尼替丁胶囊', '磺胺嘧啶片', '利巴韦林注射液');
const ENTERED = named('达格列净片', '恩格列净片', '沙库巴曲缬沙坦钠片');
const GUIDED = named('盐酸胺碘酮片', '地高辛片', '华法林钠片', '甲氨蝶呤片');
const ESSENTIAL_BASIS = '《国家基本药物目录》2026年版';
const isOnList = (data: DemoItem) => data.kind !== 'consumable' && (data.essential || ENTERED(data));
const edition = (value: string, names: FactList['names']): FactList => ({
  type: 'essential',
  value,
  effectiveFrom: NEW_EDITION,
  legalBasis: ESSENTIAL_BASIS,
  names,
});
const essential: FactList[] = [
  edition('2026', (data) => isOnList(data) && !DROPPED(data) && !GUIDED(data)),
  edition('2026△', GUIDED),
  edition('no', DROPPED),
];

const monitored: FactList = {
  type: 'key_monitored',
  value: 'yes',
  effectiveFrom: '2025-06-01',
  legalBasis: '国家重点监控合理用药药品目录；本院重点监控目录',
  names: matching(/参麦注射液|血塞通（冻干）|脑苷肌肽|人血白蛋白|注射用奥美拉唑|注射用艾司奥美拉唑/),
};

/** Every list, in the order in which they are recorded. */
export const factLists: readonly FactList[] = [
  ...insurance,
  ...antimicrobial,
  ...chronic,
  ...highAlert,
  ...vbp,
  ...ddd,
  ...essential,
  monitored,
];
