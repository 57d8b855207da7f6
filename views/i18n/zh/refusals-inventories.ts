/** Why an act on a stocktake of equipment was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsInventories = {
  inventory_nothing: '这个范围里没有设备，请换一个范围。',
  inventory_too_many: (d) => `一次最多盘${d.most}台，请按单位或类别分开盘。`,
  inventory_not_counting: (d) => `盘点单${d.number}现在不在盘点，不能登记。`,
  inventory_not_deciding: (d) => `盘点单${d.number}现在不能处理差异：先点“盘点完毕”，已结束的不能再改。`,
  inventory_code_unknown: (d) => `台账上没有“${d.code}”。请再扫一次；确实没有卡片的，登记为盘盈。`,
  inventory_place_unknown: (d) => `${d.code}不在这次盘点的单位范围内。`,
  inventory_found_already: (d) => `${d.number}已由${d.who}登记找到。`,
  inventory_found_other: (d) => `这一台是${d.who}登记的，由本人撤回。`,
  inventory_on_book: (d) => `这个序列号是${d.number}，请按找到登记。`,
  inventory_find_known: (d) => `这个序列号已登记为盘盈第${d.position}件。`,
  inventory_find_decided: (d) => `盘盈第${d.position}件已处理过。`,
  inventory_own_finding: (d) => `${d.number}是您自己盘点的，须由别人处理。`,
  inventory_own_counting: '您参加了这次盘点，须由别人审批。',
  inventory_no_difference: '这一台没有差异，不用处理。',
  inventory_correct_missing: '没有找到的设备不能按实物改，请选维持账面或盘亏。',
  inventory_lost_found: '已经找到的设备不能算盘亏。',
  inventory_status_on_card: (d) => `${d.number}的状态要先在卡片上办理（如启用、报修），再处理这条差异。`,
  inventory_undecided: (d) => `还有${d.left}条没有处理，处理完才能结束。`,
} satisfies Record<string, RefusalSentence>;
