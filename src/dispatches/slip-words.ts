/** Every fixed word on printed slips and pick lists; goods, places and people come from the records as they are. */
import type { StorageZone } from './slip-document.ts';

const zh = {
  lang: 'zh',
  title: '药品配送单',
  basis: '内部调拨，成本价，不加成',
  labels: {
    to: '收货单位',
    from: '发货单位',
    postedAt: '出库过账',
    requests: '缺药登记',
    route: '线路',
    address: '收货地址',
    contact: '联系人',
    transport: '司机、车辆',
    box: '冷藏箱、封签',
  },
  colon: '：',
  comma: '、',
  sentenceGap: '',
  columns: {
    no: '序',
    item: '药品通用名、规格',
    maker: '生产企业',
    lot: '批号',
    expiry: '有效期至',
    unit: '单位',
    quantity: '数量',
    price: '单价（元）',
    amount: '金额（元）',
    received: '实收',
  },
  zones: {
    room: '常温（10–30℃）',
    cool: '阴凉（20℃以下）',
    cold: '冷藏（2–8℃，单独装箱，签收时先测温）',
    frozen: '冷冻（−10℃以下，单独装箱，签收时先测温）',
    controlled: '特殊管理（专人、双人签收）',
  } satisfies Record<StorageZone, string>,
  zoneMarks: {
    room: '',
    cool: '【阴凉】',
    cold: '【冷藏】',
    frozen: '【冷冻】',
    controlled: '【特管】',
  } satisfies Record<StorageZone, string>,
  carriedOver: (rows: number) => `本页小计${rows}行，转下页`,
  total: (lines: number, items: number) => `合计${lines}行，${items}个品种`,
  broughtForward: (amount: string) => `（承上页${amount}元）`,
  capital: (words: string) => `金额大写：人民币${words}`,
  capitalLater: '金额大写：见末页',
  noPrices: '本单不列价格',
  blankBelow: '以下空白',
  note: (text: string) => `注：${text}`,
  coldTitle: (box: string) => (box === '' ? '冷链交接' : `冷链交接（${box}）`),
  cold: ['装箱测温', '发车时间', '到货测温', '到货时间'],
  degrees: '℃',
  differencesTitle: '收货差异（无差异请划斜线；有差异请拍照并在系统登记，两方确认后关闭）',
  differences: { no: '序', item: '药品', lot: '批号', due: '应收', got: '实收', why: '原因' },
  signs: ['发货', '复核', '承运', '收货'],
  signHint: '签名、时间',
  signDate: '收货日期',
  signDateHint: '年月日时分',
  /** Millimetres between the signs of the hint, to write the figures in. */
  signDateSpacing: 4,
  standing: { voided: '红字作废', reversal: '红字冲销' },
  standingText: {
    voided: (number: string) => `本单已由红字单${number}冲销作废，不得凭本单收货、记账。`,
    reversal: (number: string) => `本单为红字单，冲销${number}，数量与金额为负。`,
  },
  check: (phone: string) =>
    `扫码核对本单与库存账；纸面与账不符时以账为准，请当场联系${phone === '' ? '发货单位' : phone}。`,
  version: (checkCode: string, version: number) =>
    `${checkCode === '' ? '' : `核验码${checkCode}，`}第${version}版，过账后打印，更正另出红字单。`,
  printed: (at: string, times: number, by: string) =>
    times === 0
      ? `${at}查看件，未计入打印次数，不作随货凭证，${by}。`
      : `${at}第${times}次打印${times > 1 ? '（补打）' : ''}，${by}。`,
  reprint: (times: number) => `补打 第${times}次`,
  layout: (version: string) => `版式${version}。`,
  copies: ['第一联 存根（白）', '第二联 收货（红）', '第三联 财务（黄）'],
  page: (page: number, pages: number) => `第${page}页 / 共${pages}页`,
  pick: {
    title: '拣货单',
    warning: '拣货单 非出库凭证',
    dispatch: '配送单',
    to: '收货单位',
    store: '拣货库房',
    due: '要求发车',
    columns: {
      shelf: '货位',
      item: '药品通用名、规格',
      maker: '生产企业',
      lot: '批号',
      expiry: '有效期至',
      quantity: '应拣',
      tick: '✓',
      left: '余量',
    },
    total: (lines: number) => `共${lines}行。按货位顺序拣货，批号、有效期逐一核对；不符勿改单，请退回重新分配。`,
    signs: ['拣货', '复核', '完成时间'],
    noShelf: '未定货位',
    printed: (at: string, by: string, copy: number, version: number) =>
      `${at}${copy === 0 ? '' : `第${copy}次`}打印，${by}。${version === 0 ? '' : `第${version}版。`}预留批次以系统为准；出库、随货请另打配送单。`,
  },
};

export type SlipWords = typeof zh;
export type SlipLanguage = 'zh' | 'en';

const en: SlipWords = {
  lang: 'en',
  title: 'Dispatch slip',
  basis: 'Internal transfer at cost, no markup',
  labels: {
    to: 'To',
    from: 'From',
    postedAt: 'Posted',
    requests: 'Request',
    route: 'Route',
    address: 'Address',
    contact: 'Contact',
    transport: 'Driver, vehicle',
    box: 'Cool box, seal',
  },
  colon: ': ',
  comma: ', ',
  sentenceGap: ' ',
  columns: {
    no: 'No.',
    item: 'Generic name, strength',
    maker: 'Manufacturer',
    lot: 'Lot',
    expiry: 'Expires',
    unit: 'Unit',
    quantity: 'Quantity',
    price: 'Price (yuan)',
    amount: 'Amount (yuan)',
    received: 'Got',
  },
  zones: {
    room: 'Room temperature (10–30℃)',
    cool: 'Cool (below 20℃)',
    cold: 'Cold (2–8℃, packed apart, measure before signing)',
    frozen: 'Frozen (below −10℃, packed apart, measure before signing)',
    controlled: 'Controlled (named persons, two signatures)',
  },
  zoneMarks: { room: '', cool: ' [cool]', cold: ' [cold]', frozen: ' [frozen]', controlled: ' [controlled]' },
  carriedOver: (rows) => `Subtotal of ${rows} rows, carried over`,
  total: (lines, items) => `Total: ${lines} lines, ${items} items`,
  broughtForward: (amount) => ` (brought forward ${amount} yuan)`,
  capital: (words) => `In capital numerals: 人民币${words}`,
  capitalLater: 'In capital numerals: see last page',
  noPrices: 'Prices are not shown on this slip',
  blankBelow: 'Blank below',
  note: (text) => `Note: ${text}`,
  coldTitle: (box) => (box === '' ? 'Cold chain handover' : `Cold chain handover (${box})`),
  cold: ['Packed at', 'Departed', 'Arrived at', 'Arrival time'],
  degrees: '℃',
  differencesTitle: 'Differences (strike out if none; otherwise photograph, register, and close together)',
  differences: { no: 'No.', item: 'Item', lot: 'Lot', due: 'Due', got: 'Got', why: 'Reason' },
  signs: ['Sent by', 'Checked by', 'Carried by', 'Received by'],
  signHint: 'Signature, time',
  signDate: 'Received on',
  signDateHint: 'date and time',
  signDateSpacing: 0,
  standing: { voided: 'VOID 红字作废', reversal: 'REVERSAL 红字冲销' },
  standingText: {
    voided: (number) => `Voided by reversal ${number}: do not receive or book on this slip.`,
    reversal: (number) => `Reverses ${number}: quantities and amounts are negative.`,
  },
  check: (phone) =>
    `Scan to compare with the ledger. Where paper and ledger differ the ledger holds: call ${
      phone === '' ? 'the sender' : phone
    } at once.`,
  version: (checkCode, version) =>
    `${checkCode === '' ? '' : `Code ${checkCode}, `}version ${version}, posted; changed by reversal only.`,
  printed: (at, times, by) =>
    times === 0
      ? `Viewed ${at}, not counted as a print, not a delivery paper, ${by}.`
      : `Printed ${at}, copy ${times}${times > 1 ? ' (reprint)' : ''}, ${by}.`,
  reprint: (times) => `Reprint no. ${times}`,
  layout: (version) => `Layout ${version}.`,
  copies: ['1 Sender', '2 Receiver', '3 Finance'],
  page: (page, pages) => `Page ${page} / ${pages}`,
  pick: {
    title: 'Pick list',
    warning: 'PICK LIST, NOT A DISPATCH SLIP 非出库凭证',
    dispatch: 'Dispatch',
    to: 'To',
    store: 'Pick from',
    due: 'Leaves',
    columns: {
      shelf: 'Shelf',
      item: 'Generic name, strength',
      maker: 'Manufacturer',
      lot: 'Lot',
      expiry: 'Expires',
      quantity: 'Pick',
      tick: '✓',
      left: 'Left',
    },
    total: (lines) =>
      `${lines} lines. Compare lot and expiry one by one; if they differ, return the list for a new one.`,
    signs: ['Picked by', 'Checked by', 'Finished at'],
    noShelf: 'No shelf',
    printed: (at, by, copy, version) => {
      const counted = `${copy === 0 ? '' : `, copy ${copy}`}, ${by}. ${version === 0 ? '' : `Version ${version}. `}`;
      return `Printed ${at}${counted}The system holds the reservation; goods travel with a dispatch slip.`;
    },
  },
};

export const slipWords: Record<SlipLanguage, SlipWords> = { zh, en };
