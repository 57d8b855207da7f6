/** Equipment of the demo: what a county hospital and its branches have, some of it idle, stopped or lent on paper. */

import type { AssetInput } from '../../src/assets/card-rules.ts';
import { assignAsset, enterAsset, turnAsset } from '../../src/assets/commands.ts';
import type { LargeKind, PurchaseMethod } from '../../src/assets/rules.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { instantOf, type Script } from './agenda.ts';
import { sendSomeForTest, type TestedCard, testEquipment } from './metrology.ts';
import { type Member, must, personOf, today, type World } from './world.ts';

/** Name, class, category, device class, brand and maker, model, yuan, room. */
type Row = readonly [
  name: string,
  classCode: string,
  category: string,
  grade: 0 | 2 | 3,
  maker: string,
  model: string,
  yuan: number,
  room: string,
];

const HEAD: readonly Row[] = [
  ['64排螺旋CT', 'xray', '06', 3, '联影医疗', 'uCT 760', 6_800_000, '影像科CT室'],
  ['1.5T磁共振', 'mri', '06', 3, '联影医疗', 'uMR 588', 7_900_000, '影像科磁共振室'],
  ['数字化X线摄影系统', 'xray', '06', 2, '万东医疗', '新东方1000', 980_000, '影像科DR室'],
  ['彩色多普勒超声诊断仪', 'ultrasound', '06', 3, '迈瑞医疗', 'Resona 7', 1_680_000, '超声科一室'],
  ['彩色多普勒超声诊断仪', 'ultrasound', '06', 3, '开立医疗', 'S60', 1_250_000, '超声科二室'],
  ['便携式彩超', 'ultrasound', '06', 2, '迈瑞医疗', 'M9', 420_000, '急诊科'],
  ['呼吸机', 'surgery_emergency', '08', 3, '迈瑞医疗', 'SV600', 260_000, '重症医学科'],
  ['呼吸机', 'surgery_emergency', '08', 3, '谊安医疗', 'VG70', 230_000, '重症医学科'],
  ['转运呼吸机', 'surgery_emergency', '08', 3, '谊安医疗', 'Shangrila510S', 98_000, '急诊科'],
  ['除颤监护仪', 'surgery_emergency', '08', 3, '迈瑞医疗', 'BeneHeart D6', 78_000, '急诊科'],
  ['除颤监护仪', 'surgery_emergency', '08', 3, '迈瑞医疗', 'BeneHeart D3', 65_000, '心内科'],
  ['麻醉机', 'surgery_emergency', '08', 3, '迈瑞医疗', 'WATO EX-65', 380_000, '手术室1间'],
  ['麻醉机', 'surgery_emergency', '08', 3, '谊安医疗', 'Aeon 7400', 310_000, '手术室2间'],
  ['多参数监护仪', 'electronic', '07', 3, '迈瑞医疗', 'BeneVision N12', 46_000, '重症医学科'],
  ['多参数监护仪', 'electronic', '07', 3, '理邦仪器', 'iM80', 28_000, '心内科'],
  ['十二道心电图机', 'electronic', '07', 2, '理邦仪器', 'SE-1201', 22_000, '心电图室'],
  ['动态血压监测仪', 'electronic', '07', 2, '理邦仪器', 'SA-10', 12_800, '心电图室'],
  ['全自动生化分析仪', 'laboratory', '22', 2, '迈瑞医疗', 'BS-2000M', 1_150_000, '检验科'],
  ['血细胞分析仪', 'laboratory', '22', 2, '迈瑞医疗', 'BC-6800', 360_000, '检验科'],
  ['化学发光免疫分析仪', 'laboratory', '22', 2, '新产业', 'MAGLUMI X8', 690_000, '检验科'],
  ['电解质分析仪', 'laboratory', '22', 2, '康立生物', 'AFT-800', 48_000, '检验科'],
  ['电子胃肠镜系统', 'optical', '06', 3, '澳华内镜', 'AQ-300', 2_380_000, '内镜中心'],
  ['腹腔镜系统', 'optical', '06', 2, '迈瑞医疗', 'HyPixel R1', 1_560_000, '手术室3间'],
  ['血液透析机', 'extracorporeal', '10', 3, '威高', 'DBB-27C', 168_000, '血液净化中心'],
  ['血液透析机', 'extracorporeal', '10', 3, '威高', 'DBB-27C', 168_000, '血液净化中心'],
  ['高频电刀', 'high_frequency', '01', 3, '沪通', 'GD350-B', 58_000, '手术室1间'],
  ['脉动真空灭菌器', 'disinfection', '11', 2, '新华医疗', 'MAST-A', 320_000, '消毒供应中心'],
  ['过氧化氢低温等离子灭菌器', 'disinfection', '11', 2, '新华医疗', 'PS-100', 280_000, '消毒供应中心'],
  ['全自动清洗消毒器', 'disinfection', '11', 2, '新华医疗', 'Rapid-A-520', 260_000, '消毒供应中心'],
  ['牙科综合治疗机', 'dental', '17', 2, '啄木鸟', 'Z500', 68_000, '口腔科'],
  ['中频治疗仪', 'physical_therapy', '09', 2, '翔宇医疗', 'XYZP-IC', 26_000, '康复科'],
  ['婴儿培养箱', 'ward_care', '08', 3, '戴维医疗', 'YP-970', 52_000, '新生儿科'],
  ['注射泵', 'ward_care', '14', 2, '迈瑞医疗', 'BeneFusion SP1', 6_800, '重症医学科'],
  ['输液泵', 'ward_care', '14', 2, '迈瑞医疗', 'BeneFusion VP1', 7_200, '重症医学科'],
  ['救护车', 'vehicle', '', 0, '江铃', '全顺负压型', 398_000, '急救站'],
  ['服务器', 'computer_office', '', 0, '浪潮', 'NF5280M6', 128_000, '信息科机房'],
];

const CAMPUS: readonly Row[] = [
  ['32排螺旋CT', 'xray', '06', 3, '东软医疗', 'NeuViz Prime', 3_200_000, '放射科'],
  ['彩色多普勒超声诊断仪', 'ultrasound', '06', 3, '开立医疗', 'S50', 860_000, '超声室'],
  ['呼吸机', 'surgery_emergency', '08', 3, '迈瑞医疗', 'SV300', 180_000, '急诊室'],
  ['除颤监护仪', 'surgery_emergency', '08', 3, '迈瑞医疗', 'BeneHeart D3', 65_000, '急诊室'],
  ['全自动生化分析仪', 'laboratory', '22', 2, '迈瑞医疗', 'BS-480', 320_000, '检验科'],
  ['压力蒸汽灭菌器', 'disinfection', '11', 2, '新华医疗', 'MAST-H', 168_000, '供应室'],
];

const BRANCH: readonly Row[] = [
  ['黑白超声诊断仪', 'ultrasound', '06', 2, '迈瑞医疗', 'DP-50', 86_000, '超声室'],
  ['十二道心电图机', 'electronic', '07', 2, '理邦仪器', 'SE-1200', 18_000, '心电图室'],
  ['血细胞分析仪', 'laboratory', '22', 2, '迈瑞医疗', 'BC-5000', 98_000, '检验室'],
  ['除颤仪', 'surgery_emergency', '08', 3, '迈瑞医疗', 'BeneHeart C2', 26_000, '急诊室'],
];

/** Registered the year before it was bought; numbers of this kind begin in 2014. */
function registrationOf([, , category, grade]: Row, nth: number, acquiredOn: string): string | null {
  if (grade === 0) return null;
  const year = Math.max(2014, Number(acquiredOn.slice(0, 4)) - 1);
  const issuer = grade === 3 ? '国' : '粤';
  return `${issuer}械注准${year}${grade}${category}${String(100 + nth).padStart(4, '0')}`;
}

function udiOf(nth: number): string {
  const body = `0693${String(7_400_000_00 + nth).padStart(9, '0')}`;
  return `${body}${gs1CheckDigit(body)}`;
}

const LARGE: Record<string, LargeKind> = { '64排螺旋CT': 'ct_64', '1.5T磁共振': 'mr_15' };
const METHODS: readonly PurchaseMethod[] = ['tender', 'negotiation', 'inquiry', 'direct'];

interface Placed {
  row: Row;
  nth: number;
  owner: Member;
  user: Member;
}

/** What came lately is under warranty still; the oldest is twelve years old. */
function inputOf(world: World, { row, nth, owner, user }: Placed): AssetInput {
  const [name, classCode, category, , maker, model, yuan, room] = row;
  const acquiredOn = addDays(world.startDay, -(40 + ((nth * 373) % 4200)));
  const priceFen = yuan * 100;
  const own = nth % 3 === 0 ? priceFen : Math.round(priceFen * 0.4);
  const largeKind = LARGE[name] ?? null;
  return {
    name,
    classCode,
    categoryCode: category === '' ? null : category,
    registrationNumber: registrationOf(row, nth, acquiredOn),
    udi: classCode === 'vehicle' || classCode === 'computer_office' ? null : udiOf(nth),
    serialNumber: `${model.replace(/[^A-Z0-9]/gi, '').toUpperCase()}${String(20_000 + nth * 17)}`,
    brand: maker.replace('医疗', ''),
    model,
    maker,
    supplier: null,
    purchaseMethod: yuan >= 500_000 ? 'tender' : (METHODS[nth % METHODS.length] ?? 'direct'),
    contractNumber: yuan >= 100_000 ? `SBHT-${acquiredOn.slice(0, 4)}-${String(nth + 1).padStart(3, '0')}` : null,
    priceFen,
    funds: own === priceFen ? { own } : { own, fiscal: priceFen - own },
    acquiredOn,
    acceptedOn: addDays(acquiredOn, 6),
    firstUsedOn: addDays(acquiredOn, 12),
    warrantyUntil: addDays(acquiredOn, 3 * 365),
    owner: owner.data.code,
    user: user.data.code,
    keeper: user.data.code,
    room,
    custodian: null,
    largeKind,
    licenceNumber: largeKind === null ? null : `乙-赣-2021-${String(nth + 1).padStart(4, '0')}`,
    formerNumber: `ZC${acquiredOn.slice(0, 4)}${String(nth + 1).padStart(5, '0')}`,
    note: '',
  };
}

function placesOf({ members, hub }: World): Placed[] {
  const head = hub.member;
  const of = (kind: string) => members.filter(({ data }) => data.kind === kind);
  const rows: Omit<Placed, 'nth'>[] = [
    ...HEAD.map((row) => ({ row, owner: head, user: head })),
    ...of('campus').flatMap((user) => CAMPUS.map((row) => ({ row, owner: user, user }))),
    // What the head hospital bought for a branch stands in its own books
    ...of('branch').flatMap((user, at) =>
      BRANCH.slice(0, at % 3 === 0 ? 4 : 2).map((row, nth) => ({ row, owner: nth === 0 ? head : user, user })),
    ),
  ];
  return rows.map((one, nth) => ({ ...one, nth }));
}

/** Every card is entered on the first morning; later a few things are laid idle, stopped, moved to another room. */
export async function* equipment(world: World): Script {
  yield instantOf(world.startDay, '08:30');
  const { services, hub } = world;
  const officer = personOf(hub, 'equipment_officer');
  const numbers: string[] = [];
  const cards: TestedCard[] = [];
  for (const placed of placesOf(world)) {
    const input = inputOf(world, placed);
    const entered = await enterAsset(services, officer, null, input);
    const { number } = must(entered, `card of ${placed.row[0]}`);
    numbers.push(number);
    cards.push({ number, name: input.name, acquiredOn: input.acquiredOn });
  }
  yield instantOf(addDays(world.day, -20), '09:20');
  await testEquipment(world, cards);
  yield instantOf(addDays(world.day, -12), '10:10');
  const given = (nth: number) => ({ key: null, number: numbers[nth] ?? '' });
  const turns = [
    [7, 'rest', '新机到位，停放备用'],
    [22, 'rest', '科室调整，近期不用'],
    [30, 'stop', '绝缘检查不合格，待检修'],
  ] as const;
  for (const [nth, turn, why] of turns) must(await turnAsset(services, officer, given(nth), { turn, why }), why);
  yield instantOf(addDays(world.day, -3), '15:05');
  const input = { room: '急诊科抢救室', custodian: officer.name, note: `${today(world)}抢救室改建` };
  must(await assignAsset(services, officer, given(8), input), 'another room');
  yield instantOf(addDays(world.day, -2), '14:20');
  await sendSomeForTest(world);
}
