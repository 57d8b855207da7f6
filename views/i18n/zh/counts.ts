/** Chinese words of counting. */
import { catalogue } from './catalogue.ts';
import { facts } from './facts.ts';
import { organisations } from './organisations.ts';

const scopes = { store: '库房', zone: '库区', class: '类别', items: '指定品种', random: '随机抽盘', cycle: 'ABC循环' };
const controlClasses = {
  controlled: '麻精毒（全部）',
  narcotic: '麻醉药品',
  psychotropic_1: '第一类精神药品',
  psychotropic_2: '第二类精神药品',
  toxic: '毒性药品',
  precursor: '易制毒化学品',
};
const shifts = { day: '白班', evening: '小夜班', night: '大夜班' };

interface Detail {
  storeId?: number;
  zone?: string;
  kind?: string;
  controlClass?: string;
  highAlert?: boolean;
  abc?: string;
  itemIds?: number[];
  size?: number;
  shift?: string;
}

const named = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code;

/** What a count is about, in one line. */
function scopeText(detail: Detail, scope: string, stores: readonly { id: number; name: string }[]): string {
  const parts = [named(scopes, scope)];
  const { storeId, zone, kind, controlClass, abc, itemIds, size, shift } = detail;
  if (storeId !== undefined) parts.push(stores.find((store) => store.id === storeId)?.name ?? '');
  if (zone !== undefined) parts.push(named(organisations.zones, zone));
  if (kind !== undefined) parts.push(named(catalogue.kinds, kind));
  if (controlClass !== undefined) parts.push(named(controlClasses, controlClass));
  if (detail.highAlert) parts.push(facts.types.high_alert);
  if (abc !== undefined) parts.push(`${abc}类`);
  if (itemIds !== undefined) parts.push(`${itemIds.length}个品种`);
  if (size !== undefined) parts.push(`抽${size}个品种`);
  if (shift !== undefined) parts.push(named(shifts, shift));
  return parts.filter((part) => part !== '').join('，');
}

export const counts = {
  title: '盘点',
  intro: '盘点不停业务：按截止时刻的账面核对，清点前后的出入库自动计入',
  join: '、',
  number: '盘点单号',
  name: '名称',
  place: '机构',
  scope: '范围',
  scopes,
  scopeText,
  controlClasses,
  shifts,
  state: '状态',
  states: { counting: '盘点中', submitted: '待批准', posted: '已完成', reversed: '已红冲', cancelled: '已取消' },
  asOf: '截止时刻',
  due: '期限',
  lines: '行数',
  counted: '已盘',
  progress: '进度',
  progressOf: (counted: number, lines: number) => `${counted}/${lines}行`,
  recounts: '待复点',
  recountsOf: (lines: number) => `${lines}行待复点`,
  gain: '盘盈（元）',
  loss: '盘亏（元）',
  tabs: { open: '进行中', closed: '已结束', all: '全部' },
  tabsLabel: '盘点单',
  search: '查找',
  searchHint: '单号、名称、机构拼音',
  emptyTitle: '没有这样的盘点单',
  emptyText: '开一张盘点单，或设盘点计划，到期自动开出。',
  exportName: '盘点单',
  newButton: '开盘点单',
  plansButton: '盘点计划',

  newTitle: '开盘点单',
  newIntro: '开单即取账面数；发药、收货照常，不用停。',
  nameHint: '如：11月月末盘点',
  scopeHint: '选范围后，填它下面对应的一项；库房可以和任何范围一起选',
  scopeTexts: {
    store: '一个库房的全部批次',
    zone: '某一库区（冷藏、专柜等）的全部批次',
    class: '按类别、管制、高警示或ABC',
    items: '列出品种编码',
    random: '随机抽几个品种，抽样可复核',
    cycle: '按消耗金额的A、B、C类',
  },
  store: '库房',
  anyStore: '全部库房',
  zone: '库区',
  kind: '类别',
  controlClass: '管制类别',
  highAlert: '高警示药品',
  abc: 'ABC分类',
  any: '不限',
  items: '品种编码',
  itemsHint: '多个编码用逗号或空格隔开',
  size: '抽几个品种',
  asOfDay: '截止日期',
  asOfTime: '截止时间',
  asOfHint: '不填就是现在；最早7天前。时间写成14:05',
  blindNote: '盘点表默认不显示账面数（盲盘）',
  open: '显示账面数（明盘）',
  newConsequence: '开单后不锁库存。盘点人逐行登记实盘；差异另一人批准后才入账。',
  newSubmit: '开盘点单',
  opened: (number: string, lines: number) => `已开${number}，共${lines}行`,

  sheet: '盘点表PDF',
  resultPaper: '盘点结果PDF',
  scan: '扫批号、条码，或输入批号、编码',
  scanButton: '找这一行',
  scanNone: (text: string) => `盘点单里没有“${text}”`,
  scanNoneText: '核对批号；架上确有而单上没有的，登记为账外批次。',
  scanMany: (text: string, lines: number) => `“${text}”对应${lines}行，请选一行`,
  foundButton: '登记账外批次',
  lineTabs: { open: '未盘', recount: '待复点', counted: '已盘', differing: '有差异', all: '全部' },
  lineTabsLabel: '盘点行',
  lineSearchHint: '药名、拼音、编码、批号',
  lineNo: '行号',
  item: '药品',
  code: '编码',
  strength: '规格',
  maker: '生产企业',
  lot: '批次',
  expires: '有效期至',
  pack: '包装',
  baseUnit: '最小单位',
  book: '账面',
  moved: '其间出入',
  expected: '应有',
  foundQuantity: '实盘',
  foundText: '实盘（包装）',
  difference: '差异',
  differenceValue: '差异金额（元）',
  reason: '原因',
  reasonText: '说明',
  note: '备注',
  countedBy: '初盘',
  recountedBy: '复点',
  act: '操作',
  oneByOne: '逐行盘点',
  backToList: '回到列表',
  nextLine: '跳过，下一行',
  lineOf: (line: number, lines: number) => `第${line}行，共${lines}行`,
  countedDay: '清点日期',
  countedTime: '清点时间',
  countedHint: '照着纸质盘点表补录时，填当时清点的时间；不填就是现在',
  record: '登记实盘',
  recordConsequence: '空着的行不登记。清点以后的出入库会自动计入，不用重盘。',
  recorded: (lines: number, recounts: number) =>
    recounts === 0 ? `已登记${lines}行` : `已登记${lines}行，其中${recounts}行须另一人复点`,
  askRecount: '要求复点',
  recountAsked: (line: number) => `第${line}行已要求复点`,
  recountReasons: {
    moved: '清点后又出库，实盘数不够出，请复点',
    controlled: '特殊管理药品有差异，须另一人复点',
    far: '差异超过规定界限，须另一人复点',
    hand: '人工要求复点',
  },
  recountOther: '您初盘过，请另一人复点',
  foundTag: '账外',
  frozenTag: { recall: '召回冻结', quality: '质量冻结' },
  frozenNote: '冻结批次照样清点；有差异的，须总药师以上批准。',
  noLines: '这里没有行',

  foundTitle: '登记账外批次',
  foundIntro: '架上有、盘点单上没有的批次。登记后须另一人复点。',
  foundItemHint: '先查药品，再填批号和数量',
  foundSubmit: '登记账外批次',
  foundConsequence: '加一行，账面为0；批准后按实盘数入账。',
  foundAdded: (line: number) => `已加为第${line}行，请另一人复点`,
  lotNumber: '批号',
  quantity: '数量',
  change: '换药品',

  differences: '差异',
  differencesHidden: '全部盘完、复点完以后，显示账面和差异。',
  differencesNone: '没有差异',
  reasons: {
    issue_unrecorded: '发药未登记',
    receipt_unrecorded: '收货未登记',
    other_lot: '批号串用',
    broken: '破损未报',
    lost: '丢失',
    earlier_error: '以前登记错误',
    found: '找回',
    other: '其他',
  },
  chooseReason: '选原因',
  submit: '提交盘点',
  submitConsequence: '按现在的账重新核对。有差异的由另一人批准后入账；没有差异的直接完成。',
  submitOpen: (lines: number) => `还有${lines}行没盘`,
  submitRecounts: (lines: number) => `还有${lines}行待复点`,
  submittedAs: {
    recount: (lines: number) => `有${lines}行清点后又出库，须先复点，没有提交`,
    submitted: (lines: number) => `已提交，${lines}行差异待批准`,
    agreed: (_lines: number) => '账实相符，盘点完成',
  },
  approve: '批准并入账',
  approveConsequence: '差异按现在的时间入账，清点后的出入库不受影响；入账后只能红冲。',
  approveOwn: '盘点或提交过的人不能批准。',
  approveLevel: { member: '由机构负责人批准。', pharmacist: '由总药师批准。', accountant: '由总会计师批准。' },
  level: '批准人',
  levels: { member: '机构负责人', pharmacist: '总药师', accountant: '总会计师' },
  posted: (number: string, lines: number) => `${number}已入账，${lines}行差异`,
  stuck: (lines: number) => `有${lines}行现在不能入账`,
  stuckText: '差异要减的数量已经不在库里，或已被预留。退回后这些行重新复点。',
  stuckLine: (asked: string, onHand: string, reserved: string) => `要减${asked}，现存${onHand}，其中预留${reserved}`,
  changedLine: '提交后有人补登了出入库，差异变了；请退回重新提交',
  since: '清点以后',
  sendBack: '退回重盘',
  sendBackConsequence: '退回后可以改；不能入账的行自动要求复点。',
  returned: (lines: number) => (lines === 0 ? '已退回' : `已退回，${lines}行须复点`),
  reverse: '红冲',
  reverseConsequence: '按原数红字冲回，两张凭证互相关联；冲回后不能再改。',
  reverseSubmit: '红字冲回',
  reversed: (number: string) => `${number}已红冲`,
  cancel: '取消盘点',
  cancelConsequence: '什么都不入账，已登记的实盘保留可查；取消后不能恢复。',
  cancelSubmit: '取消盘点',
  cancelled: '盘点已取消',
  why: '原因',
  timeline: '过程',
  acts: { open: '开单', submit: '提交', approve: '批准并入账', return: '退回', reverse: '红冲', cancel: '取消' },
  print: {
    sheet: '盘点表',
    result: '盘点结果表',
    sheetBlind: '盲盘：请照实清点，写整包装数和零散数；架上有而表上没有的，写在空白处。',
    sheetOpen: '请照实清点，写整包装数和零散数；架上有而表上没有的，写在空白处。',
    sheetSignatures: ['盘点人', '复点人', '清点时间'],
    resultSignatures: ['盘点人', '复点人', '批准人'],
    check: '扫码核对',
    printed: (by: string, at: string) => `${by}打印于${at}`,
    page: (number: number, of: number) => `第${number}页，共${of}页`,
  },

  plans: {
    title: '盘点计划',
    intro: '到期自动开盘点单：ABC循环、麻精毒每班、高警示每月',
    newButton: '设盘点计划',
    newTitle: '设盘点计划',
    every: '周期',
    everyDays: '几天一次',
    everyText: (days: number) => `每${days}天`,
    eachShift: '每班',
    eachShiftLabel: '每班都盘（白班、小夜班、大夜班各一张）',
    nextOn: '下次日期',
    firstOn: '第一次日期',
    last: '最近一张',
    state: '状态',
    states: { active: '执行中', stopped: '已停' },
    openNow: '现在开单',
    end: '停止',
    resume: '恢复',
    emptyTitle: '还没有盘点计划',
    emptyText: '从常用的开始：',
    presets: {
      controlled: '麻精毒每班盘点',
      alert: '高警示药品每月盘点',
      a: 'A类每30天',
      b: 'B类每90天',
      c: 'C类每180天',
    },
    consequence: '到期那天自动开单，按开单时的账面盘；没盘完的不重复开。',
    submit: '保存盘点计划',
    added: (title: string, on: string) => `已设“${title}”，${on}开始`,
    opened: (n: number) => `已开${n}张盘点单`,
    ended: (title: string) => `“${title}”已停止`,
    resumed: (title: string) => `“${title}”已恢复`,
  },
};
