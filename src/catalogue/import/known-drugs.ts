/** What a name alone tells about custody and cold: the national list does not say it, and guessing "none" is unsafe. */
import { needsCabinet } from '../facts.ts';
import type { ControlClass, StorageZone } from '../item.ts';

/** 麻醉药品品种目录, 精神药品品种目录 and 医疗用毒性药品 as far as they are used in county hospitals. */
const CONTROLLED: readonly (readonly [ControlClass, RegExp])[] = [
  ['narcotic', /吗啡|芬太尼|哌替啶|羟考酮|美沙酮|可待因|布桂嗪|氢考酮|罂粟|阿片|可卡因|二氢埃托啡/],
  ['psychotropic_1', /氯胺酮|哌甲酯|丁丙诺啡|司可巴比妥|三唑仑|羟丁酸|马吲哚/],
  [
    'psychotropic_2',
    /地西泮|咪达唑仑|艾司唑仑|阿普唑仑|劳拉西泮|氯硝西泮|硝西泮|苯巴比妥|异戊巴比妥|唑吡坦|佐匹克隆|扎来普隆|曲马多|布托啡诺|地佐辛|喷他佐辛|瑞马唑仑|依托咪酯|咖啡因/,
  ],
  ['toxic', /三氧化二砷|肉毒毒素|洋地黄毒苷/],
  ['precursor', /麻黄碱|麦角新碱/],
];

const COLD =
  /胰岛素|疫苗|免疫球蛋白|干扰素|生长激素|红素|凝血因子|利拉鲁肽|破伤风|抗毒素|抗血清|缩宫素|肉毒毒素|双歧杆菌/;

/** The control class a generic name implies, or `none`. */
export function controlClassOf(genericName: string): ControlClass {
  if (genericName.includes('阿扑吗啡') || genericName.includes('复方甘草')) return 'none';
  return CONTROLLED.find(([, pattern]) => pattern.test(genericName))?.[0] ?? 'none';
}

/** Where an item of this name is kept when nothing says otherwise. */
export function storageZoneOf(genericName: string, controlClass: ControlClass): StorageZone {
  if (needsCabinet(controlClass)) return 'controlled';
  return COLD.test(genericName) ? 'cold' : 'room';
}
