/** Chinese words of the dated rules. */

import type { RuleValue } from '../../../src/settings/rules.ts';
import { alertKinds } from './alert-kinds.ts';
import { equipment } from './equipment.ts';
import { largeGrades, largeKinds } from './equipment-large.ts';
import { metrologyItems } from './metrology-items.ts';
import { organisations } from './organisations.ts';
import { shortages } from './shortages.ts';

interface Share {
  of: number;
  outOf: number;
}

const share = (given: Share): string => `${given.of}/${given.outOf}`;

const from = (yuan: number): string => (yuan === 0 ? '总要审批' : `${yuan.toLocaleString('zh-CN')}元起`);

const byMember = <V extends Record<'head' | 'campus' | 'branch' | 'clinic' | 'centre', number>>(
  value: V,
  said: (one: number) => string,
): string =>
  (['head', 'campus', 'branch', 'clinic', 'centre'] as const)
    .map((kind) => `${organisations.kinds[kind]}${said(value[kind])}`)
    .join('，');

/** Kinds by their cycle, the shortest first. */
const byCycle = (value: Record<string, number>, said: (months: number) => string): string => {
  const groups = new Map<number, string[]>();
  for (const [item, months] of Object.entries(value)) {
    const name = (metrologyItems as Record<string, string>)[item] ?? item;
    groups.set(months, [...(groups.get(months) ?? []), name]);
  }
  const sorted = [...groups].sort(([a], [b]) => a - b);
  return sorted.map(([months, names]) => `${said(months)}：${names.join('、')}`).join('；');
};

export const settings = {
  title: '规则',
  intro: '各项期限、阈值和比例从哪天起是多少、依据是什么',
  search: '查找',
  searchHint: '规则名、拼音首字母',
  day: '截至日期',
  asOf: (day: string) => `${day}有效的值`,
  asOfToday: '今天有效的值',
  name: '规则',
  code: '代码',
  text: '用在哪里',
  value: '有效的值',
  basis: '依据',
  since: '开始日',
  until: '截止日',
  next: '以后',
  nextFrom: '以后的开始日',
  nextFromDay: (day: string, value: string) => `${day}起：${value}`,
  noNext: '无',
  noValue: '这一天还没有规定',
  emptyTitle: '没有符合的规则',
  emptyText: '换一个名称或拼音首字母再找。',
  state: '状态',
  states: { past: '已过去', in_force: '有效', coming: '未开始' },
  history: '历次的值',
  act: '操作',
  add: '登记以后的值',
  addText:
    '新值最早从明天开始：今天已按现在的值作出的答复、评分和表决不受影响，一天只有一个值。过去的值不能改，过去的数字一直按当时的值算。',
  effectiveFrom: '开始日',
  basisHint: '写明文件名和文号，或院内决定的日期',
  consequence: '登记后从开始日零点起自动采用；开始前可以撤回。',
  submit: '登记新值',
  added: (day: string) => `已登记，${day}起采用`,
  readOnly: '总药师和系统管理员可以登记以后的值。',
  withdraw: '撤回以后的值',
  withdrawLink: '撤回',
  withdrawQuestion: (name: string, day: string) => `撤回“${name}”${day}起的值？`,
  withdrawWill: ['到那天不再改变，继续用前面的值。', '操作记录里保留撤回的值和原因。', '同一天可以重新登记。'],
  withdrawReason: '撤回原因',
  withdrawSubmit: '撤回新值',
  withdrawn: (day: string) => `已撤回${day}起的值`,
  units: {
    days: '天',
    minutes: '分钟',
    months: '个月',
    count: '',
    points: '分',
    yuan: '元',
    percent: '%',
    years: '年',
  },
  choices: { advice: '提示', must: '必须', ...largeGrades },
  shareOf: '分子',
  shareOutOf: '分母',
  pointsHint: '可以有半分，如 69.5',
  minutesHint: '1440分钟是1天',
  rules: {
    near_expiry_days: { name: '近效期分级', text: '批次剩余有效天数不多于这个数时，各页用红、橙、黄标出' },
    shortage_answer_minutes: { name: '缺药答复时限', text: '中心药房收到缺药登记后，最迟多久答复' },
    shortage_resolve_limits: {
      name: '缺药解决时限',
      text: '登记后最迟多久到货，按急缓和供货途径；急救按分钟昼夜计，其余按工作日计，法定节假日和调休见工作日历',
    },
    life_days_min: { name: '配送最低剩余效期', text: '发给某类机构的批次，至少还要剩多少天有效期' },
    two_products: { name: '一品两规', text: '同一通用名在目录里最多有几个产品，按给药途径' },
    selection_bands: { name: '遴选推荐分数线', text: '平均分达到多少为推荐，达到多少为弱推荐' },
    selection_reviews: { name: '遴选评分人数', text: '申请提交药事会前，至少要有几人评分' },
    committee_majority: { name: '药事会表决比例', text: '到会委员占全体的比例，赞成票占到会的比例' },
    selection_trial: { name: '新增药品试用期', text: '试用几个月；几个月不用、缺药几次，就提示退出' },
    formulary_revision: { name: '目录修订周期', text: '目录最迟多久修订一次，提前几天在首页提醒' },
    approval_tiers: { name: '采购分级审批', text: '计划金额达到多少元，由哪些岗位依次审批；0为总要审批' },
    approval_minutes: { name: '审批时限', text: '每级最迟多久审批；紧急采购先下单，最迟多久补齐全部审批' },
    payment_terms: { name: '付款期限', text: '从验收合格起，一般货款多少天内付；集采货款最迟到几个月后的月底付' },
    match_tolerance: {
      name: '票货差额',
      text: '发票与验收金额最多差多少元，仍可付款；差得更多，在验收金额的百分之几以内可由两人同意付款',
    },
    licence_alert_days: {
      name: '供应商资质到期提醒',
      text: '资质剩余天数不多于这个数时，各页用红、橙、黄标出；到期停止下单',
    },
    count_tolerance: { name: '盘点复点界限', text: '差异超过账面的百分之几或多少元，由另一人复点' },
    count_abc: { name: '盘点ABC分类', text: '按近一年消耗金额，累计占百分之几为A类，到百分之几为B类' },
    count_due_days: { name: '计划盘点期限', text: '计划开出的盘点单，最迟几天内提交' },
    count_tiers: { name: '盘点差异审批', text: '差异金额达到多少元，由总药师、总会计师批准；以下由机构负责人批准' },
    handover_minutes: { name: '麻精毒交接班', text: '麻精毒库房至少多长时间交接一次，超时提醒' },
    controlled_days: { name: '麻精毒期限', text: '空安瓿几天内收回；印鉴卡到期前几天提醒' },
    trace_capture: { name: '追溯码采集', text: '哪些环节提示扫追溯码，哪些环节不扫不能过账；从生效日起' },
    large_equipment: { name: '大型医用设备目录', text: '哪些设备要有配置许可证，由国家还是省级发；按购置当日的目录查' },
    acquisition_tiers: { name: '设备购置审批', text: '金额达到多少元由资产办批准、须集体决策；以下由机构负责人批准' },
    asset_transfer_tiers: {
      name: '设备调拨审批',
      text: '原值多少元起由资产办、总会计师审批，无偿调拨多少元起要财政批复文号',
    },
    disposal_tiers: { name: '设备处置审批', text: '原值多少元起由资产办、总会计师审批，多少元起要集体决策记录' },
    loss_tiers: { name: '报损调账审批', text: '金额达到多少元，由总药师、总会计师批准；以下由机构负责人批准' },
    depreciation_years: {
      name: '设备折旧年限',
      text: '各类设备按多少年平均提折旧，不留残值；改动从生效月起，把余下的净值摊到余下的月份，以前提的不变',
    },
    metrology_cycles: {
      name: '强制检定周期',
      text: '各类强检器具几个月检定一次，0为不在目录；按检定当日的周期算有效期，改动不影响已登记的结果',
    },
    metrology_notice: { name: '强检到期提醒', text: '有效期前几天列入将到期，安排送检' },
    maintenance_cycles: {
      name: '预防性维护周期',
      text: '按风险等级几个月维护一次，应急自检几个月一次；类别自己的周期更短的按类别，改动不影响已登记的结果',
    },
    maintenance_notice: { name: '维护到期提醒', text: '到期前几天列入将到期，安排维护和自检' },
    idle_assets: { name: '闲置设备', text: '设备闲置超过多少天进调剂池；一个工作日按多少小时算开机率' },
    slow_stock_days: { name: '滞销与呆滞', text: '库存多少天没有发出为滞销，多少天为呆滞' },
    level_window: {
      name: '上下限建议的依据天数',
      text: '看近多少天的用量，其中至少多少天有货才作建议，多少天重算一次，去年同期用量达到平时的百分之几提示季节性',
    },
    level_lead_days: { name: '到货天数', text: '从请领到收货几天；实际到货满3次的按实际平均' },
    level_review_days: { name: '请领间隔', text: '没有请领日历的成员，几天请领一次' },
    level_service_percent: { name: '不缺药目标', text: '百分之几的请领轮次不断货，决定安全库存' },
    demand_classes: { name: '用量类型界限', text: '区分平稳、波动、间断、块状用量，以及平滑系数；界限以百分之一计' },
    alert_due_minutes: { name: '提醒处理时限', text: '各类提醒产生后，责任人最迟多久处理' },
    foresight_days: { name: '断货预见天数', text: '提前多少天列出将断货的品种，并问机构要不要现在报' },
    reading_hours: { name: '人工温湿度记录', text: '没有探头在工作的库房，每天上午、下午最迟几点前人工记录一次' },
    difference_minutes: {
      name: '差异认定时限',
      text: '签收差异登记后，双方最迟多久认定，按差异种类；到时提醒未认定的一方',
    },
    fault_minutes: { name: '设备修复时限', text: '从报修到验收，按缓急；超过的在首页和清单里标出' },
    fault_repair: { name: '维修费用与重开', text: '配件和外修合计达到多少元要另一人批准；验收后多少天内可以重开' },
    device_event_days: { name: '器械不良事件上报时限', text: '知道之日起多少天内报国家系统' },
    arrival_minutes: { name: '收货时限', text: '送达后、出库后最迟多久签收；到时提醒收货方，再过多久告知发货方' },
    monitoring_return: {
      name: '短缺药品月报',
      text: '次月第几个工作日前上报，提前几天提醒，至少询问几家配送企业，现存不到几天为红、橙、黄',
    },
    recall_answer_minutes: { name: '召回回复时限', text: '收到召回通知后，各机构最迟多久回复，按召回级别' },
    receipt_life_days: { name: '到货最低剩余效期', text: '到货时批次至少还要剩多少天有效期' },
    revolving_fund: { name: '周转金比例', text: '首次支付基本药物货款前，按全年基药采购额一次性预交的比例' },
    surplus_cover: { name: '富余库存', text: '可供多少天以上算富余，可以先调剂再采购；中心药房自留多少天' },
    redistribution: {
      name: '调剂建议',
      text: '可供不足多少天补到多少天，用完时至少余多少天效期；一趟货值最少多少元、每公里最少多少元',
    },
    volume_progress: { name: '集采进度预警', text: '完成进度低于时间进度的百分之几为严重落后' },
    markup_limit: { name: '零差率与加成上限', text: '销售价最多比进价高百分之几，按类别；0为零差率，必须等于进价' },
  },
  parts: {
    near_expiry_days: { danger: '红色', warn: '橙色', caution: '黄色' },
    shortage_answer_minutes: shortages.urgencies,
    shortage_resolve_limits: {
      emergencyCounty: '急救，县内有货',
      emergencyPurchase: '急救，采购',
      emergencyAdHoc: '急救，目录外临时采购',
      chronicCounty: '慢病续方，县内有货',
      chronicPurchase: '慢病续方，采购',
      chronicAdHoc: '慢病续方，目录外临时采购',
      routineCounty: '普通，县内有货',
      routinePurchase: '普通，采购',
      routineAdHoc: '普通，目录外临时采购',
    },
    life_days_min: organisations.kinds,
    two_products: { injection: '注射剂', oral: '口服剂' },
    selection_bands: { recommended: '推荐', weak: '弱推荐' },
    selection_reviews: { least: '至少几人' },
    committee_majority: { present: '到会占全体', inFavour: '赞成占到会' },
    selection_trial: { months: '试用期', unusedMonths: '多久不用提示退出', shortages: '缺药几次提示退出' },
    formulary_revision: { months: '修订周期', warnDays: '提前提醒' },
    approval_tiers: {
      supplyHead: '药械部主任',
      chiefPharmacist: '总药师',
      chiefAccountant: '总会计师',
      vicePresident: '分管副院长',
    },
    approval_minutes: { step: '每级审批', urgent: '紧急采购补齐审批' },
    payment_terms: { generalDays: '一般货款', volumeMonths: '集采货款，几个月后的月底' },
    match_tolerance: { yuan: '最多差', agreedPercent: '两人同意，最多差验收金额的' },
    licence_alert_days: { danger: '红色', warn: '橙色', caution: '黄色' },
    count_tolerance: { percent: '超过账面的', yuan: '超过' },
    count_abc: { a: 'A类累计到', b: 'B类累计到' },
    count_due_days: { days: '期限' },
    count_tiers: { chiefPharmacist: '总药师', chiefAccountant: '总会计师' },
    trace_capture: {
      receipt: '验收',
      dispatch: '配送发出',
      arrival: '成员收货',
      issue: '出库发药',
      issue_return: '退库',
      supplier_return: '退供应商',
    },
    large_equipment: largeKinds,
    acquisition_tiers: { office: '资产办', meeting: '集体决策' },
    asset_transfer_tiers: { office: '资产办', finance: '总会计师', fiscal: '财政批复' },
    disposal_tiers: { office: '资产办', finance: '总会计师', meeting: '集体决策' },
    loss_tiers: { chiefPharmacist: '总药师', chiefAccountant: '总会计师' },
    depreciation_years: equipment.classes,
    metrology_cycles: metrologyItems,
    metrology_notice: { days: '提前' },
    maintenance_cycles: { high: '高风险', medium: '中风险', low: '低风险', selfTest: '应急自检' },
    maintenance_notice: { days: '提前' },
    idle_assets: { days: '闲置超过', dayHours: '一个工作日（小时）' },
    slow_stock_days: { slow: '滞销', dead: '呆滞' },
    level_window: { lookDays: '看近', leastDays: '有货至少', refreshDays: '重算间隔', seasonPercent: '季节性提示' },
    level_lead_days: organisations.kinds,
    level_review_days: organisations.kinds,
    level_service_percent: organisations.kinds,
    demand_classes: {
      adi: '平均需求间隔（百分之一天）',
      cv2: '变异系数平方（百分之一）',
      alpha: '用量平滑系数',
      beta: '机会平滑系数',
      fadingTimes: '几倍间隔不用为衰退',
    },
    alert_due_minutes: alertKinds,
    foresight_days: { days: '提前' },
    reading_hours: { morning: '上午几点前', afternoon: '下午几点前' },
    difference_minutes: {
      missing: '未到',
      damaged: '破损',
      over: '多到',
      wrong_lot: '批号不符',
      temperature: '超温',
    },
    monitoring_return: {
      workingDays: '次月工作日',
      noticeDays: '提前提醒',
      suppliers: '询问企业',
      red: '红',
      orange: '橙',
      yellow: '黄',
    },
    fault_minutes: { critical: '危急', urgent: '紧急', routine: '一般' },
    fault_repair: { approveYuan: '另一人批准', reopenDays: '可以重开' },
    device_event_days: { death: '死亡', serious: '严重伤害', other: '其他' },
    arrival_minutes: { handed: '送达后', sent: '出库后', sender: '再告知发货方' },
    recall_answer_minutes: { first: '一级召回', second: '二级召回', third: '三级召回' },
    handover_minutes: { most: '最长间隔' },
    controlled_days: { ampoules: '空安瓿收回', card: '印鉴卡到期前' },
    receipt_life_days: { least: '至少剩' },
    revolving_fund: { percent: '比例' },
    surplus_cover: { memberDays: '成员超过', hubDays: '中心药房自留' },
    redistribution: {
      lowDays: '可供不足',
      fillDays: '补到',
      spareDays: '用完时余效期',
      leastYuan: '每趟货值至少',
      kmYuan: '每公里货值至少',
    },
    volume_progress: { farPercent: '低于时间进度的' },
    markup_limit: {
      drug: '药品',
      decoctionPiece: '中药饮片',
      consumable: '耗材',
      reagent: '试剂',
      device: '设备',
    },
  },
  values: {
    near_expiry_days: (v: RuleValue<'near_expiry_days'>) =>
      `剩${v.danger}天及以内红色，${v.warn}天及以内橙色，${v.caution}天及以内黄色`,
    shortage_answer_minutes: (v: RuleValue<'shortage_answer_minutes'>, length: (minutes: number) => string) =>
      (['emergency', 'chronic', 'routine'] as const)
        .map((urgency) => `${shortages.urgencies[urgency]}${length(v[urgency])}`)
        .join('，'),
    shortage_resolve_limits: (v: RuleValue<'shortage_resolve_limits'>, length: (minutes: number) => string) =>
      [
        `急救：县内${length(v.emergencyCounty)}、采购${length(v.emergencyPurchase)}、目录外${length(v.emergencyAdHoc)}`,
        `慢病续方：县内${v.chronicCounty}、采购${v.chronicPurchase}、目录外${v.chronicAdHoc}个工作日`,
        `普通：县内${v.routineCounty}、采购${v.routinePurchase}、目录外${v.routineAdHoc}个工作日`,
      ].join('；'),
    life_days_min: (v: RuleValue<'life_days_min'>) =>
      (['head', 'campus', 'branch', 'clinic', 'centre', 'company'] as const)
        .map((kind) => `${organisations.kinds[kind]}${v[kind]}天`)
        .join('，'),
    two_products: (v: RuleValue<'two_products'>) => `注射剂最多${v.injection}个，口服剂最多${v.oral}个`,
    selection_bands: (v: RuleValue<'selection_bands'>) =>
      `${v.recommended / 2}分及以上推荐，${v.weak / 2}分及以上弱推荐`,
    selection_reviews: (v: RuleValue<'selection_reviews'>) => `至少${v.least}人评分`,
    committee_majority: (v: RuleValue<'committee_majority'>) =>
      `到会不少于全体的${share(v.present)}，赞成不少于到会的${share(v.inFavour)}`,
    selection_trial: (v: RuleValue<'selection_trial'>) =>
      `试用${v.months}个月；${v.unusedMonths}个月不用或缺药${v.shortages}次，提示退出`,
    formulary_revision: (v: RuleValue<'formulary_revision'>) => `每${v.months}个月修订一次，提前${v.warnDays}天提醒`,
    approval_tiers: (v: RuleValue<'approval_tiers'>) =>
      `药械部主任${from(v.supplyHead)}，总药师${from(v.chiefPharmacist)}，总会计师${from(v.chiefAccountant)}，分管副院长${from(v.vicePresident)}`,
    approval_minutes: (v: RuleValue<'approval_minutes'>, length: (minutes: number) => string) =>
      `每级${length(v.step)}，紧急采购补齐${length(v.urgent)}`,
    payment_terms: (v: RuleValue<'payment_terms'>) =>
      `一般${v.generalDays}天内，集采不晚于验收后第${v.volumeMonths}个月的月底`,
    match_tolerance: (v: RuleValue<'match_tolerance'>) =>
      `最多差${v.yuan}元；两人同意，最多差验收金额的${v.agreedPercent}%`,
    licence_alert_days: (v: RuleValue<'licence_alert_days'>) =>
      `剩${v.danger}天及以内红色，${v.warn}天及以内橙色，${v.caution}天及以内黄色`,
    count_tolerance: (v: RuleValue<'count_tolerance'>) => `差异超过账面的${v.percent}%或${v.yuan}元须复点`,
    count_abc: (v: RuleValue<'count_abc'>) => `A类累计到${v.a}%，B类累计到${v.b}%，其余C类`,
    count_due_days: (v: RuleValue<'count_due_days'>) => `${v.days}天内提交`,
    count_tiers: (v: RuleValue<'count_tiers'>) =>
      `机构负责人批准，${v.chiefPharmacist}元起总药师，${v.chiefAccountant}元起总会计师`,
    handover_minutes: (v: RuleValue<'handover_minutes'>) => `至少每${Math.round(v.most / 60)}小时交接一次`,
    controlled_days: (v: RuleValue<'controlled_days'>) => `空安瓿${v.ampoules}天内收回；印鉴卡到期前${v.card}天提醒`,
    trace_capture: (v: RuleValue<'trace_capture'>) => {
      const names = { receipt: '验收', dispatch: '发出', arrival: '收货', issue: '发药' };
      const more = { issue_return: '退库', supplier_return: '退供应商' };
      const all = Object.entries({ ...names, ...more }) as [keyof typeof v, string][];
      const must = all.filter(([act]) => v[act] === 'must').map(([, name]) => name);
      return must.length === 0 ? '各环节都只提示' : `${must.join('、')}必须扫码，其余提示`;
    },
    large_equipment: (v: RuleValue<'large_equipment'>) => {
      const kinds = Object.entries(largeKinds) as [keyof typeof v, string][];
      const of = (grade: 'a' | 'b') => kinds.filter(([kind]) => v[kind] === grade).map(([, name]) => name);
      return `甲类：${of('a').join('、') || '无'}；乙类：${of('b').join('、') || '无'}`;
    },
    acquisition_tiers: (v: RuleValue<'acquisition_tiers'>) =>
      `机构负责人批准，${v.office}元起资产办，${v.meeting}元起集体决策`,
    asset_transfer_tiers: (v: RuleValue<'asset_transfer_tiers'>) =>
      `机构负责人，${v.office}元起资产办，${v.finance}元起总会计师，无偿${v.fiscal}元起财政批复`,
    disposal_tiers: (v: RuleValue<'disposal_tiers'>) =>
      `机构负责人，${v.office}元起资产办，${v.finance}元起总会计师，${v.meeting}元起集体决策`,
    loss_tiers: (v: RuleValue<'loss_tiers'>) =>
      `机构负责人批准，${v.chiefPharmacist}元起总药师，${v.chiefAccountant}元起总会计师`,
    depreciation_years: (v: RuleValue<'depreciation_years'>) => {
      const byYears = new Map<number, string[]>();
      for (const [code, years] of Object.entries(v)) {
        byYears.set(years, [...(byYears.get(years) ?? []), equipment.classes[code] ?? code]);
      }
      const groups = [...byYears].sort(([a], [b]) => a - b);
      return groups.map(([years, names]) => `${years}年：${names.join('、')}`).join('；');
    },
    metrology_cycles: (v: RuleValue<'metrology_cycles'>) =>
      byCycle(v, (months) => (months === 0 ? '不检' : `${months}个月`)),
    metrology_notice: (v: RuleValue<'metrology_notice'>) => `提前${v.days}天`,
    maintenance_cycles: (v: RuleValue<'maintenance_cycles'>) =>
      `高风险${v.high}个月，中风险${v.medium}个月，低风险${v.low}个月；应急自检${v.selfTest}个月`,
    maintenance_notice: (v: RuleValue<'maintenance_notice'>) => `提前${v.days}天`,
    idle_assets: (v: RuleValue<'idle_assets'>) => `闲置超过${v.days}天进调剂池；开机率按每个工作日${v.dayHours}小时算`,
    slow_stock_days: (v: RuleValue<'slow_stock_days'>) => `${v.slow}天没有发出为滞销，${v.dead}天为呆滞`,
    level_window: (v: RuleValue<'level_window'>) =>
      `看近${v.lookDays}天，有货至少${v.leastDays}天，每${v.refreshDays}天重算；达到平时的${v.seasonPercent}%提示季节性`,
    level_lead_days: (v: RuleValue<'level_lead_days'>) => byMember(v, (days) => `${days}天`),
    level_review_days: (v: RuleValue<'level_review_days'>) => byMember(v, (days) => `${days}天`),
    level_service_percent: (v: RuleValue<'level_service_percent'>) => byMember(v, (share) => `${share}%`),
    demand_classes: (v: RuleValue<'demand_classes'>) =>
      `平均需求间隔${v.adi / 100}天，变异系数平方${v.cv2 / 100}；平滑系数${v.alpha / 100}和${v.beta / 100}；${v.fadingTimes}倍间隔不用为衰退`,
    alert_due_minutes: (v: RuleValue<'alert_due_minutes'>, length: (minutes: number) => string) =>
      (Object.keys(alertKinds) as (keyof typeof alertKinds)[])
        .map((kind) => `${alertKinds[kind]}${length(v[kind])}`)
        .join('，'),
    foresight_days: (v: RuleValue<'foresight_days'>) => `提前${v.days}天`,
    reading_hours: (v: RuleValue<'reading_hours'>) => `上午${v.morning}点前、下午${v.afternoon}点前各记一次`,
    difference_minutes: (v: RuleValue<'difference_minutes'>, length: (minutes: number) => string) =>
      `未到${length(v.missing)}，破损${length(v.damaged)}，多到${length(v.over)}，批号不符${length(v.wrong_lot)}，超温${length(v.temperature)}`,
    fault_minutes: (v: RuleValue<'fault_minutes'>, length: (minutes: number) => string) =>
      `危急${length(v.critical)}，紧急${length(v.urgent)}，一般${length(v.routine)}`,
    fault_repair: (v: RuleValue<'fault_repair'>) =>
      `费用${v.approveYuan}元起另一人批准；验收后${v.reopenDays}天内可以重开`,
    device_event_days: (v: RuleValue<'device_event_days'>) =>
      `死亡${v.death}天，严重伤害${v.serious}天，其他${v.other}天`,
    arrival_minutes: (v: RuleValue<'arrival_minutes'>, length: (minutes: number) => string) =>
      `送达后${length(v.handed)}、出库后${length(v.sent)}内签收；再过${length(v.sender)}告知发货方`,
    monitoring_return: (v: RuleValue<'monitoring_return'>) =>
      `次月第${v.workingDays}个工作日前上报，提前${v.noticeDays}天提醒；至少询问${v.suppliers}家；不到${v.red}天红、${v.orange}天橙、${v.yellow}天黄`,
    recall_answer_minutes: (v: RuleValue<'recall_answer_minutes'>, length: (minutes: number) => string) =>
      `一级${length(v.first)}，二级${length(v.second)}，三级${length(v.third)}`,
    receipt_life_days: (v: RuleValue<'receipt_life_days'>) => `至少剩${v.least}天`,
    revolving_fund: (v: RuleValue<'revolving_fund'>) => `全年基药采购额的${v.percent}%`,
    surplus_cover: (v: RuleValue<'surplus_cover'>) => `成员可供超过${v.memberDays}天为富余，中心药房自留${v.hubDays}天`,
    redistribution: (v: RuleValue<'redistribution'>) =>
      `可供不足${v.lowDays}天补到${v.fillDays}天，用完时余${v.spareDays}天效期，每趟不少于${v.leastYuan}元、每公里不少于${v.kmYuan}元`,
    volume_progress: (v: RuleValue<'volume_progress'>) => `低于时间进度的${v.farPercent}%为严重落后`,
    markup_limit: (v: RuleValue<'markup_limit'>) =>
      `药品${v.drug}%，中药饮片${v.decoctionPiece}%，耗材${v.consumable}%，试剂${v.reagent}%，设备${v.device}%`,
  },
};
