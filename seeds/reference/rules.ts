/** The dated rules every installation begins with; an administrator adds later ones beside them. */
import type { RuleValue } from '../../src/settings/rules.ts';
import { EQUIPMENT_RULES } from './equipment-rules.ts';
import { ARRIVAL_RULES, alertMinutes, FAULT_RULES, MONITORING_RULES } from './limits.ts';

/** Long enough ago for every past that anyone posts. */
const FROM = '2020-01-01';

const nearExpiry: RuleValue<'near_expiry_days'> = { danger: 31, warn: 92, caution: 182 };
const answerMinutes: RuleValue<'shortage_answer_minutes'> = { emergency: 30, chronic: 1440, routine: 1440 };
const resolveLimits: RuleValue<'shortage_resolve_limits'> = {
  emergencyCounty: 240,
  emergencyPurchase: 1440,
  emergencyAdHoc: 1440,
  chronicCounty: 2,
  chronicPurchase: 5,
  chronicAdHoc: 7,
  routineCounty: 2,
  routinePurchase: 3,
  routineAdHoc: 5,
};
const lifeDays: RuleValue<'life_days_min'> = { branch: 90, campus: 60, clinic: 60, head: 30, centre: 60, company: 0 };
const twoProducts: RuleValue<'two_products'> = { injection: 2, oral: 2 };
const bands: RuleValue<'selection_bands'> = { recommended: 140, weak: 120 };
const reviews: RuleValue<'selection_reviews'> = { least: 3 };
const majority: RuleValue<'committee_majority'> = { present: { of: 2, outOf: 3 }, inFavour: { of: 2, outOf: 3 } };
const trial: RuleValue<'selection_trial'> = { months: 6, unusedMonths: 6, shortages: 3 };
const revision: RuleValue<'formulary_revision'> = { months: 12, warnDays: 60 };
const tiers: RuleValue<'approval_tiers'> = {
  supplyHead: 0,
  chiefPharmacist: 0,
  chiefAccountant: 50_000,
  vicePresident: 5_000_000,
};
const approvalMinutes: RuleValue<'approval_minutes'> = { step: 2880, urgent: 1440 };
const paymentTerms: RuleValue<'payment_terms'> = { generalDays: 30, volumeMonths: 1 };
const tolerance: RuleValue<'match_tolerance'> = { yuan: 1, agreedPercent: 5 };
const licenceDays: RuleValue<'licence_alert_days'> = { danger: 30, warn: 60, caution: 90 };
const receiptLife: RuleValue<'receipt_life_days'> = { least: 183 };
const fund: RuleValue<'revolving_fund'> = { percent: 10 };
const redistribution: RuleValue<'redistribution'> = {
  lowDays: 15,
  fillDays: 30,
  spareDays: 7,
  leastYuan: 50,
  kmYuan: 1,
};
const surplus: RuleValue<'surplus_cover'> = { memberDays: 90, hubDays: 15 };
const volume: RuleValue<'volume_progress'> = { farPercent: 80 };
const markup: RuleValue<'markup_limit'> = { drug: 0, decoctionPiece: 25, consumable: 0, reagent: 0, device: 0 };
const countTolerance: RuleValue<'count_tolerance'> = { percent: 5, yuan: 50 };
const countAbc: RuleValue<'count_abc'> = { a: 70, b: 90 };
const handover: RuleValue<'handover_minutes'> = { most: 1440 };
const controlledDays: RuleValue<'controlled_days'> = { ampoules: 7, card: 90 };
const countDue: RuleValue<'count_due_days'> = { days: 3 };
const countTiers: RuleValue<'count_tiers'> = { chiefPharmacist: 500, chiefAccountant: 5000 };
const lossTiers: RuleValue<'loss_tiers'> = { chiefPharmacist: 500, chiefAccountant: 5000 };
const slowStock: RuleValue<'slow_stock_days'> = { slow: 90, dead: 180 };
const levelWindow: RuleValue<'level_window'> = { lookDays: 180, leastDays: 14, refreshDays: 7, seasonPercent: 150 };
const leadDays: RuleValue<'level_lead_days'> = { head: 7, campus: 2, branch: 3, clinic: 4, centre: 3 };
const reviewDays: RuleValue<'level_review_days'> = { head: 7, campus: 7, branch: 7, clinic: 14, centre: 7 };
const servicePercent: RuleValue<'level_service_percent'> = { head: 98, campus: 97, branch: 95, clinic: 95, centre: 95 };
const demandClasses: RuleValue<'demand_classes'> = { adi: 132, cv2: 49, alpha: 10, beta: 5, fadingTimes: 3 };
const recallAnswer: RuleValue<'recall_answer_minutes'> = { first: 1440, second: 4320, third: 10_080 };
const traceCapture: RuleValue<'trace_capture'> = {
  receipt: 'advice',
  dispatch: 'advice',
  arrival: 'advice',
  issue: 'advice',
  issue_return: 'advice',
  supplier_return: 'advice',
};
const GUIDE = '《中国医疗机构药品评价与遴选快速指南（第二版）》';

export const REFERENCE_RULES = {
  near_expiry_days: {
    value: nearExpiry,
    legalBasis: '《药品经营质量管理规范》近效期管理；本院规定',
    effectiveFrom: FROM,
  },
  shortage_answer_minutes: {
    value: answerMinutes,
    legalBasis: '本院缺药登记与配送制度：急救30分钟，其余1个工作日内答复',
    effectiveFrom: FROM,
  },
  shortage_resolve_limits: {
    value: resolveLimits,
    legalBasis: '本院缺药登记与配送制度：急救按时计，其余按工作日计；慢病续方县内有货的，在断药日前到',
    effectiveFrom: FROM,
  },
  life_days_min: { value: lifeDays, legalBasis: '本院配送制度：按收货单位规定的最低剩余效期', effectiveFrom: FROM },
  two_products: {
    value: twoProducts,
    legalBasis: '《处方管理办法》第十六条：同一通用名注射剂型和口服剂型各不超过2种',
    effectiveFrom: FROM,
  },
  selection_bands: { value: bands, legalBasis: `${GUIDE}：70分以上推荐，60至70分弱推荐`, effectiveFrom: FROM },
  selection_reviews: { value: reviews, legalBasis: '本院药事会章程：每份申请至少3人评分', effectiveFrom: FROM },
  committee_majority: {
    value: majority,
    legalBasis: '本院药事会章程：到会和赞成均不少于三分之二',
    effectiveFrom: FROM,
  },
  selection_trial: { value: trial, legalBasis: '本院药事会章程：新增药品试用期和退出条件', effectiveFrom: FROM },
  formulary_revision: {
    value: revision,
    legalBasis: '国卫药政发〔2024〕38号：用药目录调整周期原则上不超过1年',
    effectiveFrom: FROM,
  },
  approval_tiers: {
    value: tiers,
    legalBasis: '本院采购管理制度：计划按金额分级审批',
    effectiveFrom: FROM,
  },
  approval_minutes: {
    value: approvalMinutes,
    legalBasis: '本院采购管理制度：每级2个工作日；紧急采购先购后补，24小时内补齐审批',
    effectiveFrom: FROM,
  },
  payment_terms: {
    value: paymentTerms,
    legalBasis: '国办发〔2015〕7号：验收合格后30天内；国办发〔2021〕2号：集采不晚于次月底',
    effectiveFrom: FROM,
  },
  match_tolerance: {
    value: tolerance,
    legalBasis: '本院财务制度：票货差额不超过1元可付款；不超过验收金额5%的，两人同意后可付款',
    effectiveFrom: FROM,
  },
  licence_alert_days: {
    value: licenceDays,
    legalBasis: '《药品经营质量管理规范》首营企业资质管理；本院规定提前90天、60天、30天提醒',
    effectiveFrom: FROM,
  },
  receipt_life_days: {
    value: receiptLife,
    legalBasis: '本院验收制度：到货时剩余有效期不少于6个月',
    effectiveFrom: FROM,
  },
  revolving_fund: {
    value: fund,
    legalBasis: '基本药物集中采购：按全年基药采购额的10%一次性预交周转金',
    effectiveFrom: FROM,
  },
  surplus_cover: { value: surplus, legalBasis: '本院库存管理制度：超过90天用量为富余', effectiveFrom: FROM },
  redistribution: {
    value: redistribution,
    legalBasis: '本院调剂制度：可供不足15天补到30天，用完时至少余7天效期，每趟不少于50元且每公里不少于1元',
    effectiveFrom: FROM,
  },
  markup_limit: {
    value: markup,
    legalBasis:
      '国办发〔2017〕37号：取消药品加成（中药饮片除外）；国办发〔2019〕37号：取消医用耗材加成；发改价格〔2006〕912号：中药饮片加价率控制在25%以内；试剂和设备按本院规定',
    effectiveFrom: FROM,
  },
  volume_progress: {
    value: volume,
    legalBasis: '带量采购执行监测：完成进度低于时间进度的80%为严重落后',
    effectiveFrom: FROM,
  },
  count_tolerance: {
    value: countTolerance,
    legalBasis: '本院盘点制度：差异超过5%或50元，由另一人复点；特殊管理药品有差异即复点',
    effectiveFrom: FROM,
  },
  count_abc: {
    value: countAbc,
    legalBasis: '本院盘点制度：按近一年消耗金额分类，前70%为A类，70%至90%为B类',
    effectiveFrom: FROM,
  },
  count_due_days: { value: countDue, legalBasis: '本院盘点制度：计划盘点3天内完成', effectiveFrom: FROM },
  count_tiers: {
    value: countTiers,
    legalBasis: '本院盘点制度：差异500元以下机构负责人批准，500元起总药师，5000元起总会计师',
    effectiveFrom: FROM,
  },
  handover_minutes: {
    value: handover,
    legalBasis: '《麻醉药品和精神药品管理条例》、本院麻精毒药品管理制度：专人负责、班班交接，至少每24小时一次',
    effectiveFrom: FROM,
  },
  controlled_days: {
    value: controlledDays,
    legalBasis: '本院麻精毒药品管理制度：空安瓿、废贴7天内收回；印鉴卡有效期3年，到期前90天提醒',
    effectiveFrom: FROM,
  },
  ...EQUIPMENT_RULES,
  loss_tiers: {
    value: lossTiers,
    legalBasis: '本院报损制度：500元以下机构负责人批准，500元起总药师，5000元起总会计师',
    effectiveFrom: FROM,
  },
  slow_stock_days: {
    value: slowStock,
    legalBasis: '本院库存管理制度：90天没有发出为滞销，180天没有发出为呆滞',
    effectiveFrom: FROM,
  },
  level_window: {
    value: levelWindow,
    legalBasis: '本院库存管理制度：按近180天用量提出上下限，每周重算',
    effectiveFrom: FROM,
  },
  level_lead_days: { value: leadDays, legalBasis: '本院配送制度：到货天数，到货不足3次的按此', effectiveFrom: FROM },
  level_review_days: { value: reviewDays, legalBasis: '本院请领制度：没有请领日历的按此', effectiveFrom: FROM },
  level_service_percent: {
    value: servicePercent,
    legalBasis: '本院库存管理制度：总院98%，院区97%，分院和村卫生室95%的轮次不缺药',
    effectiveFrom: FROM,
  },
  demand_classes: {
    value: demandClasses,
    legalBasis: 'Syntetos与Boylan（2005）需求分类：平均需求间隔1.32，变异系数平方0.49',
    effectiveFrom: FROM,
  },
  alert_due_minutes: {
    value: alertMinutes,
    legalBasis: '本院库存预警制度：各类提醒的处理时限',
    effectiveFrom: FROM,
  },
  foresight_days: { value: { days: 14 }, legalBasis: '本院库存预警制度：提前14天看将断货的品种', effectiveFrom: FROM },
  reading_hours: {
    value: { morning: 10, afternoon: 16 },
    legalBasis: '《药品经营质量管理规范》储存环境温湿度每日上下午各记录一次；没有自动监测的库房由人工记录',
    effectiveFrom: FROM,
  },
  recall_answer_minutes: {
    value: recallAnswer,
    legalBasis: '《药品召回管理办法》（国家药监局公告2022年第92号）：一级召回1日内、二级3日内、三级7日内通知停用并回复',
    effectiveFrom: FROM,
  },
  ...ARRIVAL_RULES,
  ...FAULT_RULES,
  ...MONITORING_RULES,
  trace_capture: {
    value: traceCapture,
    legalBasis:
      '《中华人民共和国药品管理法》第三十六条；国家医保局：2026年1月1日起所有定点医药机构采集上传追溯码；本院先提示，何时必须由总药师定',
    effectiveFrom: FROM,
  },
} as const;
