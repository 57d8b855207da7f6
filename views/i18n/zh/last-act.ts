/** What a colleague did meanwhile, in a word: by what was done, and where a word is used twice, by the kind of paper. */
import { timeOf } from '../../../src/kernel/clock.ts';
import type { RefusalDetail } from '../../../src/kernel/result.ts';

const ACTS: Partial<Record<string, string>> = {
  abandon: '放弃了它',
  accept: '受理了它',
  activate: '启用了它',
  add: '加了行',
  agree: '同意了它',
  allot: '分配了到货',
  answer: '安排了货源',
  approve: '批准了它',
  arrive: '签收了到货',
  begin: '开始了谈判',
  bring: '登记了直送到货',
  cancel: '取消了它',
  cancel_rest: '取消了余量',
  close: '关闭了它',
  close_rest: '把余量结掉了',
  collect: '登记了已取药',
  conclude: '完成了验收',
  confirm: '确认了它',
  cut: '减了数量',
  decide: '处理了待定批次',
  end: '终止了它',
  escalate: '上报了它',
  excuse: '登记了理由',
  explain: '补写了说明',
  export: '导出了付款文件',
  fail: '登记了付款失败',
  find: '登记了查明结果',
  give_back: '退了供货',
  identify: '认定了品种',
  inspect: '开始了验收',
  miss: '登记了未取药',
  next_round: '开了下一轮',
  order: '下了订单',
  papers: '补登了票据',
  pick: '拣了货',
  post: '已出库',
  propose: '报了结果',
  quote: '登记了报价',
  recall: '撤回了它',
  receive: '签收了它',
  reject: '驳回了它',
  remove: '移除了行',
  reopen: '重新打开了它',
  return: '退回了它',
  return_line: '退回了一行',
  reverse: '冲销了它',
  register: '登记了它',
  send: '发出了它',
  settle: '结清了差异',
  ship: '已出库',
  start: '新开了它',
  submit: '提交了它',
  supply: '安排了配送',
  undo: '撤销了一笔到账',
  unpick: '退了拣货',
  add_box: '加了一箱',
  drop_box: '去掉了一箱',
  pack: '装了箱',
  seal: '封了箱',
  unpack: '从箱里取出了货',
  unseal: '拆了箱',
  withdraw: '撤回了它',
};

const OF_KIND: Partial<Record<string, Partial<Record<string, string>>>> = {
  shortage: { withdraw: '撤回了安排' },
  order: { accept: '收了货', answer: '登记了答复', reject: '拒收了货', return: '退了货', ship: '登记了发货' },
  receipt: { return: '退了货' },
  payment: { confirm: '登记了到账' },
  repricing: { post: '执行了调价' },
};

/** Who did what last and when. */
export function lastAct(d: RefusalDetail): string {
  if (!d.who) return '别人刚才改了它';
  const when = typeof d.at === 'number' ? timeOf(d.at) : '';
  const act = String(d.act ?? '');
  return `${d.where ?? ''}${d.who}${when}${OF_KIND[String(d.kind ?? '')]?.[act] ?? ACTS[act] ?? '改了它'}`;
}
