/** Chinese sentences of refused issues, returns and files of use. */
import type { RefusalSentence } from '../sentence.ts';
import { issues } from './issues.ts';

const why = (code: unknown): string => issues.barred[String(code)] ?? String(code);

export const refusalsIssues = {
  issue_empty: '还没有填数量，没有可发的药品。',
  issue_too_long: (d) => `一张单最多${d.most}行，请分开登记，或用文件导入。`,
  issue_ward_missing: '请写明病区或科室。',
  issue_note_missing: '用途是“其他”，请在备注里写明给谁、做什么。',
  issue_short: (d) => `${d.item}可用的只有${d.available}（基本单位），不够${d.asked}，没有过账。请减少数量或先补货。`,
  issue_lot_short: (d) =>
    `${d.item}批号${d.lot}可用的只有${d.available}（基本单位），不够${d.asked}。请换批号或减少数量。`,
  issue_lot_gone: (d) => `${d.item}的这个批号已经不在本处库房。请重新选。`,
  issue_lot_barred: (d) => `${d.item}批号${d.lot}不能发：${why(d.why)}。请换批号。`,
  issue_reason_missing: (d) => `${d.item}批号${d.lot}不是最先到期的，请写明为什么用它。`,
  issue_scan_none: (d) => `本处库房里没有“${d.code}”的药，没有加。请看看是不是别处的货。`,
  issue_scan_several: (d) => `“${d.code}”可能是几种药（${d.items}），没有加。请扫盒上的追溯码，或直接填数量。`,
  issue_scan_controlled: (d) => `${d.item}要两人出库，不在快速出库里。请用“新建出库”。`,
  issue_return_empty: '请填写退回的数量。',
  issue_return_too_much: (d) => `${d.item}最多还能退${d.left}（基本单位），不能退${d.asked}。`,
  issue_return_of_return: '这是退库单，不能再退；记错了请冲销。',
  issue_store_gone: '原来的库房已停用，本处没有别的库房可以接收。请先在机构里建库房。',
  issue_rejected_store_missing: '这个批号不能再用，要退进不合格品区，但本处没有这样的库房。请先建一个。',
  issue_has_returns: '这张单有退库，请先冲销退库单。',
  use_column_twice: '同一个列标题选给了两项。请每项各选一列。',
  use_file_known: (d) => `这个文件已经导入过：${d.name}。`,
  use_file_state: '这个文件的状态已经变了，没有再做。请刷新页面看看。',
  use_item_unknown: (d) => `没有编码为“${d.code}”的药品，或它对应几个药品。请填目录里的编码。`,
  use_paper_refused: '有一张单被拒，已留下，其余继续。',
} satisfies Record<string, RefusalSentence>;
