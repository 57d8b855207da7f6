/** Why an act on permits and substitutes was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsSupplyRules = {
  permit_span: '截止日早于生效日。请核对批件。',
  permit_too_long: (d) => `批件有效期超过${d.years}年，请核对日期。`,
  permit_no_recipient: '没有选调入单位。请至少选一家。',
  permit_own_recipient: '制剂单位自己不用批件。请从调入单位里去掉它。',
  permit_item: (d) => `${d.code}不是院内制剂。请重新选。`,
  permit_maker: (d) => `没有${d.code}这个机构。请重新选。`,
  permit_recipient: (d) => `没有${d.code}这个机构。请重新选。`,
  permit_overlaps: (d) =>
    `${d.member}在这段时间已有批件${d.permit}。同一制剂同一时间只能有一个批件，请核对日期，或先撤销原批件。`,
  permit_number_used: (d) => `批件号${d.number}已经登记过。请核对。`,
  permit_revoked: (d) => `这个批件已经撤销：${d.reason ?? ''}`,
} satisfies Record<string, RefusalSentence>;
