/** Chinese sentences of refusals around shortages, their answers and stale pages: fact and way out. */
import { timeOf } from '../../../src/kernel/clock.ts';
import type { RefusalDetail } from '../../../src/kernel/result.ts';
import type { RefusalSentence } from '../sentence.ts';
import { lastAct } from './last-act.ts';

const some = (value: RefusalDetail[string] | undefined): string => String(value ?? '');

export const refusalsShortages = {
  stale: (d) => `${lastAct(d)}。什么都没有改；您填的内容还在，请看过最新情况再提交。`,
  shortage_moved_on: (d) => `这一步现在不能做：${lastAct(d)}。请刷新后按新的状态处理。`,
  share_more_than_open: (d) => `${some(d.number)}只还差${some(d.open)}。请减到这个数以内。`,
  share_own: (d) => `${some(d.number)}是总院自己的登记，不能从总院配送，请填0。`,
  share_reason: (d) => `${some(d.number)}建议${some(d.proposed)}，您填的不同，请在这一行写原因。`,
  share_short: (d) => `${some(d.number)}能用的批次只够${some(d.available)}，其余有效期太短或已预留。请减少这一行。`,
  share_nothing: '没有给任何一家填数量。',
  message_missing: '还没有写内容。',
  message_unknown: '这条消息不在这件登记上。请刷新后再标。',
  merge_unknown: '没有找到要并入的那件。请刷新后再选。',
  shortage_merge_itself: '不能和自己合并。',
  merge_members: '两件是不同机构登记的，不能合并。',
  merge_items: '两件要的不是同一个品种，不能合并。',
  merge_state: '两件里有一件已经往下走了，不能再合并。请刷新看最新情况。',
  merge_answered: '已经为它安排了货源，不能合并，也不能撤销合并。',
  merge_bought: '已列入采购需求。请先撤出采购，再合并或撤销。',
  merge_urgency: '被并入的更急。请反过来合并，保留更急的一件。',
  merge_none: '这件没有合并过，或已经撤销。',
  merge_ended: '保留的那件已经往下走，不能再撤销合并。',
  working_day_line: (d) => `第${some(d.line)}行看不懂。请写成“2026-10-01至2026-10-07 国庆节”，一行一段。`,
  working_day_run: (d) => `第${some(d.line)}行的起止不对：一段1到${some(d.days)}天，先写较早的一天。`,
  working_day_year: (d) => `第${some(d.line)}行不在${some(d.year)}年。跨年的请分到两年里填。`,
  working_day_weekday: (d) => `第${some(d.line)}行的${some(d.day)}不是周六、周日，本来就上班。`,
  working_day_twice: (d) => `${some(d.day)}写了两次。请留一处。`,
  working_day_many: (d) => `最多${some(d.max)}天。`,
  working_year_changed: (d) => `${some(d.year)}年的日历刚被别人改过。您填的内容还在，请对照左边的最新安排再保存。`,
  item_missing: '还没有选药。请从查找结果里选一个，或选“目录里没有我要的药”写明药名。',
  item_unknown: '目录里没有这个品种。请重新查找后选一个。',
  shortage_item_retired: '这个品种已停用。请另选一个，或写在“目录里没有我要的药”里。',
  item_not_in_tier: '本级机构不配备这个品种。上级开的处方在本级续用时，原因请选“处方延伸”。',
  controlled_not_in_village: '村卫生室不能登记麻醉、第一类精神和毒性药品。请转分院或总院处理。',
  shortage_member_unknown: '不能替这个机构登记。请从列表里选一个。',
  quantity_none: '请填数量，至少1个基本单位。',
  quantity_absurd: (d) => `数量太大，最多${some(d.maxPacks)}个整包。是不是把条码扫到数量里了？`,
  day_invalid: '日期要写成2026-11-23这样。',
  day_past: (d) => `${some(d.day)}已经过去，今天是${some(d.today)}。请选今天或以后。`,
  day_far: (d) => `最晚只能选${some(d.days)}天以内。`,
  days_of_use_range: (d) => `用药天数要在1到${some(d.max)}天之间。更长的请分次登记。`,
  patients_range: '患者数要在1到9999之间；备货时可不填。',
  personal_data: '这里像是写了身份证号、电话或姓名。请改成本机构认得出的代号。',
  text_too_long: (d) => `最多${some(d.max)}个字。`,
  already_registered: (d) =>
    `本机构的${some(d.number)}还没有结，要的是同一个药。确实要再登记一件，请勾选下面一行再提交。`,
  already_answered: '已经安排了货源，不能驳回。请先取消配送单，或让余量不再安排。',
  already_being_served: '总院已经为它留了货，不能直接取消。请致电总院取消配送单，或等到货后登记“不再需要”。',
  nothing_open: '没有待安排的余量。',
  nothing_answered_yet: '还没有安排过货源。不要了请用“取消登记”。',
  already_identified: '品种已经认定过了。请刷新看最新情况。',
  shortage_neighbour_more: (d) => `最多还能请调${d.open}：已安排的和等对方答复的不再请。`,
  neighbour_short: (d) => `${d.place}能用的只有${d.available}。请减少数量，或请另一家。`,
  not_identified: '还没有认定是目录里的哪个品种，不能安排货源。',
  own_registration: '这件是您自己登记的，须由另一位药师受理。',
  own_request: '这是本机构自己的登记，不用配送，直接发药即可。',
  outcome_short: (d) =>
    `本机构库存只有${some(d.available)}可用，不够发${some(d.asked)}。可不勾选发药先登记结果，再核对库存。`,
  nothing_chosen: '还没有安排数量。请至少给一个批次填数量。',
  more_than_open: (d) => `待安排的只有${some(d.open)}，您安排了${some(d.asked)}。请减少数量。`,
  override_reason_missing: '没有按先到期先出。请改用建议的批次，或写明原因。',
  source_insufficient_stock: (d) => {
    const holder = d.who
      ? `${some(d.who)}${typeof d.at === 'number' ? timeOf(d.at) : ''}已为${some(d.dispatch)}预留。`
      : '';
    return `批号${some(d.lot)}只剩${some(d.available)}可用，要的是${some(d.asked)}。${holder}请减少数量，或改用别的批次。`;
  },
  pick_twice: '同一批次填了两次。请合并成一行。',
  source_lot_not_here: '这个批次已不在总院中心药库。请刷新后重选。',
  source_lot_in_transit: (d) => `批号${some(d.lot)}还在途，签收后才能用。`,
  source_lot_expired: (d) => `批号${some(d.lot)}已于${some(d.expiresOn)}过期，不能发。请改用别的批次。`,
  source_lot_recalled: (d) => `批号${some(d.lot)}已召回，不能发。请改用别的批次。`,
  source_lot_quarantined: (d) => `批号${some(d.lot)}被质量冻结，不能发。请改用别的批次。`,
  source_lot_rejected_zone: (d) => `批号${some(d.lot)}在不合格区，不能发。`,
  source_lot_reserve_zone: (d) => `批号${some(d.lot)}是应急储备，不能用于日常配送。`,
  source_lot_controlled: (d) => `批号${some(d.lot)}是特殊管理药品，不走普通配送，请走专用渠道。`,
  source_lot_left_formulary: (d) =>
    `批号${some(d.lot)}的品种已退出统一用药目录，只能用到${some(d.useUntil)}。请另选品种。`,
  source_lot_permit_missing: (d) => `批号${some(d.lot)}是院内制剂，没有调剂批件，不能发往别的机构。请先登记批件。`,
  source_lot_permit_not_listed: (d) => `批号${some(d.lot)}的调剂批件${some(d.permit)}没有列入收货机构。`,
  source_lot_permit_expired: (d) =>
    `批号${some(d.lot)}的调剂批件${some(d.permit)}有效期${some(d.validFrom)}至${some(d.validTo)}，今天不能发。`,
  source_lot_permit_used_up: (d) => `批号${some(d.lot)}的调剂批件${some(d.permit)}数量已用完。`,
  source_lot_short_life: (d) =>
    `批号${some(d.lot)}剩${some(d.daysLeft)}天，短于要求的${some(d.daysNeeded)}天。请改用效期更长的批次。`,
} satisfies Record<string, RefusalSentence>;
