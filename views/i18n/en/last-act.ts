/** What a colleague did meanwhile, in a word: by what was done, and where a word is used twice, by the kind of paper. */
import { timeOf } from '../../../src/kernel/clock.ts';
import type { RefusalDetail } from '../../../src/kernel/result.ts';

const ACTS: Partial<Record<string, string>> = {
  abandon: 'gave it up',
  accept: 'accepted it',
  activate: 'put it in force',
  add: 'added lines',
  agree: 'agreed to it',
  allot: 'shared out what came',
  answer: 'allocated stock',
  approve: 'approved it',
  arrive: 'received it',
  begin: 'began the rounds',
  bring: 'recorded what came straight',
  cancel: 'cancelled it',
  cancel_rest: 'cancelled the rest',
  close: 'closed it',
  close_rest: 'closed the rest',
  collect: 'recorded it as collected',
  conclude: 'concluded it',
  confirm: 'confirmed it',
  cut: 'cut a quantity',
  decide: 'decided what was pending',
  end: 'ended it',
  escalate: 'handed it up',
  excuse: 'recorded an excuse',
  explain: 'added an explanation',
  export: 'exported the payment file',
  fail: 'recorded a failed payment',
  find: 'recorded a finding',
  give_back: 'gave stock back',
  identify: 'identified the item',
  inspect: 'began to inspect it',
  miss: 'recorded a no-show',
  next_round: 'opened the next round',
  order: 'placed orders',
  papers: 'recorded its papers',
  pick: 'picked',
  post: 'sent it',
  propose: 'proposed the result',
  quote: 'recorded a quotation',
  recall: 'called it back',
  receive: 'received it',
  reject: 'rejected it',
  remove: 'removed lines',
  reopen: 'reopened it',
  return: 'returned it',
  return_line: 'returned a line',
  reverse: 'reversed it',
  register: 'registered it',
  send: 'sent it',
  settle: 'settled the difference',
  ship: 'dispatched it',
  start: 'opened it',
  submit: 'submitted it',
  supply: 'arranged a dispatch',
  undo: 'took a payment back',
  unpick: 'took a pick back',
  add_box: 'added a box',
  drop_box: 'removed a box',
  pack: 'packed something',
  seal: 'sealed a box',
  unpack: 'took something out of a box',
  unseal: 'opened a box',
  withdraw: 'withdrew it',
};

const OF_KIND: Partial<Record<string, Partial<Record<string, string>>>> = {
  shortage: { withdraw: 'withdrew an allocation' },
  order: {
    accept: 'accepted goods',
    answer: 'recorded an answer',
    reject: 'rejected goods',
    return: 'returned goods',
    ship: 'announced a delivery',
  },
  receipt: { return: 'returned goods' },
  payment: { confirm: 'recorded it as paid' },
  repricing: { post: 'carried it out' },
};

/** Who did what last and when. */
export function lastAct(d: RefusalDetail): string {
  if (!d.who) return 'Somebody changed it just now';
  const place = d.where ? ` (${d.where})` : '';
  const when = typeof d.at === 'number' ? ` at ${timeOf(d.at)}` : '';
  const act = String(d.act ?? '');
  return `${d.who}${place} ${OF_KIND[String(d.kind ?? '')]?.[act] ?? ACTS[act] ?? 'changed it'}${when}`;
}
