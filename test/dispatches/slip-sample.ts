/** A county's dispatch as it is printed: the ten lines that the design drew, and as many more as a test asks for. */
import type { DispatchSlip, SlipLine, StorageZone } from '../../src/dispatches/slip-document.ts';
import { amountFen } from '../../src/kernel/money.ts';

const GOODS: [string, string, string, string, string, string, number, number, number, StorageZone][] = [
  ['盐酸二甲双胍缓释片', '0.5g×30片', '悦康药业集团', '2504213', '2027-04-30', '盒片', 30, 12, 54_000, 'room'],
  ['盐酸二甲双胍缓释片', '0.5g×30片', '悦康药业集团', '2506087', '2027-06-30', '盒片', 30, 8, 54_000, 'room'],
  ['苯磺酸氨氯地平片', '5mg×28片', '浙江京新药业', 'A2507021', '2027-12-31', '盒片', 28, 60, 16_800, 'room'],
  ['阿托伐他汀钙片', '20mg×28片', '齐鲁制药', '5F0412', '2027-05-31', '盒片', 28, 30, 67_200, 'room'],
  ['硝苯地平控释片', '30mg×7片', '上海现代制药', '250318', '2027-02-28', '盒片', 7, 24, 63_000, 'room'],
  ['硝苯地平控释片', '30mg×7片', '上海现代制药', '250722', '2027-06-30', '盒片', 7, 56, 63_000, 'room'],
  ['阿莫西林胶囊', '0.25g×24粒', '珠海联邦制药', '26030514', '2028-02-29', '盒粒', 24, 50, 42_600, 'room'],
  ['硫酸沙丁胺醇吸入气雾剂', '100μg×200揿', '山东京卫制药', '2605081', '2028-04-30', '支揿', 200, 12, 169_000, 'cool'],
  [
    '精蛋白人胰岛素混合注射液（30R）',
    '3ml:300IU',
    '通化东宝药业',
    '202603A12',
    '2028-02-29',
    '支支',
    1,
    40,
    279_600,
    'cold',
  ],
  ['破伤风抗毒素', '1500IU', '江西生物制品研究所', '20251103', '2027-11-02', '支支', 1, 6, 125_000, 'cold'],
];

/** Line `lineNo` of the sample, with amount and price in agreement. */
export function sampleLine(lineNo: number, change: Partial<SlipLine> = {}): SlipLine {
  const goods = GOODS[(lineNo - 1) % GOODS.length];
  if (goods === undefined) throw new Error('no sample goods');
  const [itemName, strength, manufacturer, lotNumber, expiresOn, units, packSize, packs, pricePack, storageZone] =
    goods;
  const line: SlipLine = {
    lineNo,
    itemName,
    strength,
    manufacturer,
    lotNumber,
    expiresOn,
    quantityBase: packs * packSize,
    packSize,
    packUnit: units.charAt(0),
    baseUnit: units.charAt(1),
    scale: 1,
    pricePack,
    amountFen: null,
    storageZone,
    note: null,
    ...change,
  };
  const price = line.pricePack;
  return { ...line, amountFen: price === null ? null : amountFen(line.quantityBase, line.packSize, price) };
}

/** The slip PS-20261123-0031 with `lines` lines. */
export function sampleSlip(lines = 10, change: Partial<DispatchSlip> = {}): DispatchSlip {
  return {
    issuer: '兴国县卫生健康总院',
    from: { organisation: '总院', store: '中心药库' },
    to: {
      organisation: '高兴分院（高兴镇卫生院）',
      store: '药房',
      address: '高兴镇卫生院门诊楼一楼',
      contact: '钟药师 138****2075',
    },
    number: 'PS-20261123-0031',
    version: 1,
    postedAt: Date.parse('2026-11-23T10:52:00+08:00'),
    printedAt: Date.parse('2026-11-23T10:53:00+08:00'),
    printCount: 1,
    printedBy: '刘药师',
    requestNumbers: ['QL-20261120-0017'],
    route: '二线班车第3站',
    vehicle: '赣B·D**18',
    box: 'LX-07',
    seal: 'F0031882',
    temperature: '3.8℃ 10:46',
    departedAt: '11:00',
    lines: Array.from({ length: lines }, (_, index) => sampleLine(index + 1)),
    notes: ['未发：破伤风抗毒素4支（请领10支，核6支），转采购加急CG-20261123-0058，到货另单补送'],
    checkUrl: 'https://yaoxie.xingguo.example.cn/slips/PS-20261123-0031?code=7F3A-92C4',
    checkCode: '7F3A-92C4',
    phone: '药械部0797-532****',
    ...change,
  };
}
