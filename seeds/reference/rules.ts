/** The dated rules every installation begins with; an administrator adds later ones beside them. */
import type { RuleValue } from '../../src/settings/rules.ts';

/** Long enough ago for every past that anyone posts. */
const FROM = '2020-01-01';

const nearExpiry: RuleValue<'near_expiry_days'> = { danger: 31, warn: 92, caution: 182 };
const answerMinutes: RuleValue<'shortage_answer_minutes'> = { emergency: 30, chronic: 1440, routine: 1440 };
const lifeDays: RuleValue<'life_days_min'> = { branch: 90, campus: 60, clinic: 60, head: 30, centre: 60, company: 0 };

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
} as const;
