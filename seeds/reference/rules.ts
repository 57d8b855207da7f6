/** The dated rules every installation begins with; an administrator adds later ones beside them. */
import type { RuleValue } from '../../src/settings/rules.ts';

/** Long enough ago for every past that anyone posts. */
const FROM = '2020-01-01';

const nearExpiry: RuleValue<'near_expiry_days'> = { danger: 31, warn: 92, caution: 182 };
const answerMinutes: RuleValue<'shortage_answer_minutes'> = { emergency: 30, chronic: 1440, routine: 1440 };
const lifeDays: RuleValue<'life_days_min'> = { branch: 90, campus: 60, clinic: 60, head: 30, centre: 60, company: 0 };

const twoProducts: RuleValue<'two_products'> = { injection: 2, oral: 2 };
const bands: RuleValue<'selection_bands'> = { recommended: 140, weak: 120 };
const reviews: RuleValue<'selection_reviews'> = { least: 3 };
const majority: RuleValue<'committee_majority'> = { present: { of: 2, outOf: 3 }, inFavour: { of: 2, outOf: 3 } };
const trial: RuleValue<'selection_trial'> = { months: 6, unusedMonths: 6, shortages: 3 };
const revision: RuleValue<'formulary_revision'> = { months: 12, warnDays: 60 };
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
} as const;
