/** Why an act on plans, approvals and budgets was refused, in Chinese. */
import { formatFen } from '../../../src/kernel/money.ts';
import type { RefusalSentence } from '../sentence.ts';

const yuan = (fen: unknown): string => formatFen(Number(fen));

/** Each short budget with what it lacks, as src/budgets writes them: `name|fen,name|fen`. */
const shortText = (short: unknown): string =>
  String(short)
    .split(',')
    .map((one) => {
      const [name = '', fen = '0'] = one.split('|');
      return `${name}缺${yuan(fen)}元`;
    })
    .join('、');

export const refusalsPlans = {
  approval_none: '这张单据现在没有等审批的步骤，可能刚被别人处理过。请刷新看现状。',
  approval_own: '这是您（或您代批的人）申请或改过的，要由别人审批。',
  approval_twice: '您已经批过这一轮前面的步骤，这一步要由另一人审批。',
  delegation_self: '不能指定自己。请选另一人。',
  delegation_role: '您没有这个审批岗位，不能请人代批。',
  delegation_barred: '这个人的岗位不能代批（采购、库管、会计、审计、管理员和供应商都不能）。请另选一人。',
  delegation_span: '结束日早于开始日。请核对。',
  delegation_past: '这段时间已经过去。请填今天或以后的日期。',
  delegation_long: (d) => `最长${d.days}天。请缩短，到期后可以再指定。`,
  delegation_overlaps: (d) => `这段时间已经指定了${d.name}。请先收回，或改日期。`,
  delegation_ended: (d) => `${d.name}的代批已经结束。`,
  budget_short: (d) =>
    `${d.count}家预算不够：${shortText(d.short)}。可以从别家调剂预算、退回这几家的行，或请分管副院长批准追加。`,
  budget_missing: (d) => `${d.names}本年没有这一类的预算。请总会计师先下达预算，再审批。`,
  budget_held: '这张单据已经占用了这项预算。请刷新看现状。',
  budget_hold_short: '单据占用的预算不够冲减，数量或金额超过了订单。请核对订单和验收。',
  budget_use_short: '退回的金额超过这张订单用掉的预算。请核对退货单。',
  budget_organisation: '没有这个机构，或已停用。请重新选。',
  budget_year: (d) => `不能下达${d.year}年的预算。请核对年份。`,
  budget_amount: '金额不能为零，也不能超过一万亿元。请核对。',
  budget_too_little: (d) => `${d.name}没有用掉也没有占用的预算只剩${yuan(d.availableFen)}元。请减少金额。`,
  budget_same: '调出和调入是同一项预算。请另选机构或类别。',
  plan_needed_past: (d) => `要货日${d.day}已经过去。请选今天或以后的日期。`,
  plan_urgent_reason: '先购后补要写明紧急原因。',
  plan_nothing_open: (d) => `到${d.neededBy}为止，这个范围里没有待汇总的需求。请放宽日期、类别或机构，或稍后再汇总。`,
  plan_all_barred: (d) =>
    `范围内的${d.count}个品种都不能列入采购计划：${d.names}。麻精毒药品凭印鉴卡另行采购；已出目录或停用的，请机构改领同类药，或由药事会批准后再列入。`,
  plan_locked: '计划不在草拟，不能改行。要改请先撤回或请审批人退回。',
  plan_wrong_state: '计划现在的状态不能做这一步，可能刚被别人处理过。请刷新看现状。',
  plan_line_gone: (d) => `计划里没有第${d.line}行，可能已被删去。请刷新。`,
  plan_line_sent: (d) => `第${d.line}行的调剂已经发出配送，不能删去。请把采购量改为0。`,
  plan_line_too_dear: ({ item }) => `${item}这一行超过一百亿元，请核对数量、成员申请量和单价。`,
  plan_whole_packs: '采购量要是整包装。请填整数盒（瓶、支）。',
  plan_change_reason: '数量与建议不同，请写理由。',
  plan_channel_reason: '备案、临时、捐赠要写凭据。请写明是什么文件或意见。',
  plan_evidence_short: (d) => `凭据太短，至少${d.least}个字。请写明断供回函、专家意见或备案号。`,
  plan_donation_priced: '捐赠没有价格。请把价格清空或填0。',
  plan_price_missing: '请填采购价。备案和临时采购没有挂网价可用。',
  plan_party_missing: '请先选供应商，再选备案、临时或捐赠。',
  plan_party_unknown: '没有这个供应商。请重新选。',
  plan_not_sold: (d) => `${d.party}没有${d.item}的供货条件或价格。请换供应商，或按备案、临时采购并写凭据。`,
  plan_item_controlled: (d) => `${d.item}是麻精药品，总院没有在有效期内的印鉴卡，不能采购。请先登记印鉴卡。`,
  plan_item_left_formulary: (d) => `${d.item}已出目录，不能采购。请改用同类药，或由药事会批准后再列入。`,
  plan_item_retired: (d) => `${d.item}已停用，不能采购。请改用在用的品种。`,
  plan_item_there: (d) => `${d.item}已在第${d.line}行。请直接改那一行的数量。`,
  plan_empty: '计划里没有行，不能提交。请加行，或放弃计划。',
  plan_no_supplier: (d) => `${d.count}行没有供应商：${d.names}。请指定供应商，或删去这些行。`,
  plan_price_changed: (d) => `${d.count}行的价格与今天不同：${d.names}。请先按今天的价格更新，再提交。`,
  plan_supplied: '这份计划的库存部分已经发货，不能再发，也不能重新修改或放弃。要退的请在配送单上办。',
  plan_supply_nothing: '这份计划没有由库存供应、还没发的需求。请刷新看现状。',
  plan_partly_ordered: '计划已有部分下单，不能退回。没有下单的行请改订单，或结束计划。',
  plan_not_ordered: (d) => `还有${d.count}行没有下完单，不能结束。请先下单。`,
  plan_urgent_locked: '先购后补的计划已经下单或正在下单，不能核减或退行。可以整张退回并写明理由。',
  plan_cut_only: '审批时只能核减。要增加请退回计划，由采购员改。',
  plan_last_line: '只剩这一行了。请退回整张计划。',
  plan_grant_role: '只有分管副院长能批准追加预算。请先送分管副院长批准。',
  plan_member_nothing: (d) => `计划里没有为${d.member}采购的行。`,
  plan_transfer_answered: '这条调剂已经答复过。请刷新看现状。',
} satisfies Record<string, RefusalSentence>;
