/** Why an act on payables and payments was refused, in Chinese. */
import { moneyText } from '../../ui/money.ts';
import type { RefusalSentence } from '../sentence.ts';
import { payments } from './payments.ts';

const fen = (value: unknown): string => `${moneyText(Number(value ?? 0))}元`;

const MEANINGS: Record<string, string> = payments.meanings;

const BLOCKED: Record<string, string> = {
  invoices_missing: '两票不齐',
  match_failed: '发票与验收不符',
  disputed: '有争议',
};

export const refusalsPayables = {
  payable_twice: (d) => `这张验收单的第${d.part}部分已经记过应付，没有重复记。请刷新页面。`,
  credit_nothing: '这张验收单没有应付货款可冲，没有开贷项。请核对验收单。',
  invoice_future: (d) => `开票日期${d.day}还没到，没有登记。请核对发票。`,
  invoice_tax: '税额要在零和价税合计之间。请核对发票。',
  invoice_no_share: '没有选对应的应付，没有登记。请至少选一笔并填金额。',
  invoice_other_supplier: '所选应付不是这家供应商的，没有登记。请重新选。',
  invoice_not_spread: (d) =>
    `分摊合计${fen(d.sumFen)}，发票是${fen(d.amountFen)}，没有登记。请改分摊或发票金额，使两者相等。`,
  invoice_twice: (d) => `发票${d.number}已经登记过，没有重复登记。请在发票列表里查看。`,
  invoice_withdrawn: (d) => `发票${d.number}已经撤回，原因：${d.why}。没有再撤一次。`,
  invoice_paid: '有应付已在付款单里或已付清，没有改动。先取消付款单，再改发票。',
  credit_over: '可抵扣的余额不够，没有抵扣。请刷新页面看剩余金额。',
  credit_other_supplier: '贷项和应付不是同一家供应商，没有抵扣。',
  payable_in_run: '这笔应付在付款单里，没有改动。先取消付款单。',
  payable_paid: '这笔应付已经付清。',
  claim_not_fund: '付款方不是医保基金，没有提出。请先把付款方改为医保基金。',
  claim_no_difference: '发票与验收没有差额，不需要同意。',
  claim_over_limit: (d) =>
    `差额${fen(d.askedFen)}超过可同意的${fen(d.limitFen)}（验收金额的${d.percent}%），没有提出。请让供应商重开发票或开红字发票。`,
  claim_too_much: (d) => `最多可扣${fen(d.mostFen)}，没有提出。请改小金额。`,
  claim_waiting: (d) => `${d.who}已经提出同类事项，正等另一人决定，没有再提一次。`,
  claim_own: '是您提出的，要由另一人决定。',
  claim_changed: '提出之后单据有变动，没有同意。请否决后重新提出。',
  claim_decided: (d) => `${d.who}已经${d.status === 'agreed' ? '同意' : '否决'}，没有再决定一次。`,
  payment_own: '您做过这笔采购的计划、下过单或验收过这批货，不能结清。请另一人办理。',
  payment_own_accepted: (d) => `${d.payable}是您验收的，不能经手付款。请另一人办理。`,
  payment_own_ordered: (d) => `${d.payable}的订单经过您的手，不能再经手付款。请另一人办理。`,
  payment_own_planned: (d) => `${d.payable}的采购计划是您做的，不能再经手付款。请另一人办理。`,
  payment_own_member: (d) => `${d.supplier}也是成员机构${d.member}，您在那里任职，不能经手它的货款。请另一人办理。`,
  payment_own_run: '付款单是您做的，要由另一人复核。',
  payment_own_fail: (d) => `付款单${d.number}是您做的，银行退回要由另一名会计或总会计师登记。`,
  payment_fund_pays: (d) => `${d.payable}由医保基金直接结算，不从账户付款。`,
  payment_in_run: (d) => `${d.payable}已在${d.who}做的付款单${d.run}里，没有重复付款。请从选择里去掉。`,
  payment_nothing_open: (d) => `${d.payable}没有未付金额。请从选择里去掉。`,
  payment_blocked: (d) =>
    `${d.payable}（${d.supplier}）${BLOCKED[String(d.blocked)] ?? '被暂停'}，不能付款。请先处理。`,
  payment_no_invoice: (d) => `${d.payable}（${d.supplier}）还没有登记发票，不能付款。请先登记发票。`,
  payment_no_bank: (d) => `${d.supplier}没有两人确认过的银行账户，不能付款。请先在供应商页面提出并确认账户。`,
  payment_bank_changed: (d) => `${d.supplier}的银行账户在做单之后变过，没有批准。请取消付款单重做。`,
  payment_bank_short: (d) =>
    `账户可用${fen(d.availableFen)}，付款单要${fen(d.askedFen)}，没有批准。请减少付款，或等拨款到账。`,
  payment_none: '没有选应付，没有做付款单。请至少选一笔。',
  payment_too_many: (d) => `一张付款单最多${d.most}笔。请分几张做。`,
  payment_day_past: (d) => `付款日${d.day}已过。请选今天或以后。`,
  payment_taken: '有应付刚被别人改动或放进另一张付款单，没有办成。请刷新后重试。',
  payment_all_credit: '所选应付全部可由贷项抵扣，不需要付款。请到贷项页手工抵扣。',
  payment_confirmed: '银行已付这一笔。若款被退回，请在银行流水里认定退汇。',
  bank_paid_twice: (d) => `付款单${d.number}的这一笔已经确认过，没有再认一次。若银行真的多付，请先暂挂并追回。`,
  bank_not_sent: (d) => `付款单${d.number}还没有送银行，不能认定。请先导出付款单。`,
  bank_undo_late: (d) => `付款单${d.number}之后又有变动，不能撤回。请先撤回后面的认定。`,
  bank_line_decided: (d) => `${d.who}已经把这条流水认定为${MEANINGS[String(d.meaning)] ?? '别的用途'}，没有再认一次。`,
  bank_no_proposal: (d) => `第${d.line}条没有可以采用的建议，没有认定。请打开这一条，自己选用途。`,
  bank_line_open: '这条流水还没有认定，或刚被别人改动。请刷新页面。',
  bank_direction: '款项进出方向与所选用途不符，没有认定。请改选用途。',
  bank_return_first: '要先认定付出的那一笔，再认定退回。',
  bank_no_payment: '请选对应的付款。',
  bank_amount: (d) => `流水${fen(d.lineFen)}，付款${fen(d.paymentFen)}，金额不符，没有认定。`,
  bank_reason: '暂挂要写原因。',
  bank_own_statement: '对账单是您导入的，手续费和暂挂要由另一名会计或总会计师认定。',
  bank_fund_room: (d) => `账上登记的周转金缴款少${fen(d.overFen)}，没有认定。请先在周转金页登记缴款。`,
  bank_no_member: '请选汇款的成员机构。',
  bank_none: '没有选流水。请至少选一条。',
  bank_too_many: (d) => `一次最多认定${d.most}条。`,
  statement_amount: (d) => `第${d.row}行的金额认不出，整份没有导入。请核对后重新上传。`,
  statement_day: (d) => `第${d.row}行的日期“${d.value}”认不出，整份没有导入。`,
  statement_future: (d) => `第${d.row}行的日期${d.day}还没到，整份没有导入。请核对文件。`,
  statement_balance: (d) => `第${d.row}行的余额与上一行接不上，整份没有导入。可能漏了行，请从银行重新导出。`,
  statement_no_amount: '没有找到金额列：要有“借方发生额”和“贷方发生额”两列，或一列“金额”。',
  statement_too_long: (d) => `一次最多${d.most}行。请按时间分几份导出。`,
  statement_no_lines: '文件里没有流水。请核对选的时间范围。',
  statement_sum: (d) =>
    `期初${fen(d.openingFen)}加本期发生${fen(d.sumFen)}不等于期末${fen(d.closingFen)}，没有导入。请核对是否漏行。`,
  statement_opening: (d) => `填的期初${fen(d.typedFen)}与文件里的${fen(d.shownFen)}不符。`,
  statement_closing: (d) => `填的期末${fen(d.typedFen)}与文件里的${fen(d.shownFen)}不符。`,
  statement_twice: (d) => `文件${d.file}已由${d.by}在${d.moment}导入过，没有重复导入。请到银行流水里查看。`,
  statement_no_new: '这份流水的每一行都已在系统里，没有导入。',
  fund_year: (d) => `${d.year}年不在可核定的范围。请填今年、去年或明年。`,
  fund_below: (d) => `已缴${fen(d.remittedFen)}，应缴不能改到${fen(d.dueFen)}。`,
  fund_own: '应缴额是您核定的，缴款要由另一人登记。',
  fund_over: (d) => `还应缴${fen(d.leftFen)}，没有登记。请核对金额。`,
  fund_not_stated: (d) => `${d.receipt}含基本药物，${d.year}年周转金还没有核定，不能付款。请总会计师先核定。`,
  fund_not_remitted: (d) =>
    `${d.receipt}含基本药物，${d.year}年周转金应缴${fen(d.dueFen)}、已缴${fen(d.remittedFen)}，缴清后才能付款。`,
} satisfies Record<string, RefusalSentence>;
