/** Forms of what is owed and paid, for attacks: invoices, claims, credit notes, payment runs and the bank's word. */
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { accepted } from '../support/build.ts';
import { decideLine, owe, statementText } from '../support/money-world.ts';
import { addInvoice } from '../support/payables.ts';
import { type BuyingForm, REPEATABLE, VERSIONED } from './buying-form.ts';
import { claimed, freeNote, invoiced, nextFen, onRun, run, statementOf, yuan } from './money-papers.ts';

const ID = ':id{[0-9]{1,12}}';
const RUN = '/payments/:number{FK-[0-9]{8}-[0-9]{4,6}}';

const PAYABLES: BuyingForm[] = [
  {
    name: 'an invoice',
    route: '/payables/invoices',
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key', 'party', 'kind', 'issuedOn', 'amount'],
    optional: ['chosen', 'tax'],
    words: ['code', 'number', 'lots'],
    open: async (county) => {
      const owed = await owe(county.money, nextFen());
      const about = { party: county.supplier.code, kind: 'distributor', code: '', number: `F9${owed.id}` };
      const share = `share.${owed.id}`;
      const amount = yuan(owed.amountFen);
      const fields = { ...about, issuedOn: '2026-11-20', amount, chosen: String(owed.id), [share]: amount };
      return { path: paths.invoices(), fields, optional: [share] };
    },
    again: { status: 422 },
  },
  {
    name: 'withdrawing an invoice',
    route: `/payables/invoices/${ID}/withdrawal`,
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key'],
    words: ['reason'],
    open: async (county) => {
      const { services, people, money } = county;
      const owed = await owe(money, nextFen());
      const id = await addInvoice(services, people.accountant, money.supplier, [owed]);
      return { path: paths.invoiceWithdrawal(id), fields: { reason: '开错' } };
    },
    again: { status: 422 },
  },
  {
    name: 'setting a credit note off',
    route: `/payables/credits/${ID}/set-off`,
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key', 'payable', 'amount'],
    open: async (given) => {
      const { noteId, county } = await freeNote(given);
      const owed = await invoiced(county);
      return { path: paths.creditSetOff(noteId), fields: { payable: String(owed.id), amount: '50.00' } };
    },
    again: { status: 422 },
  },
  {
    name: 'a claim',
    route: `/payables/${ID}/claims`,
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key', 'kind', 'amount'],
    words: ['reason', 'evidence'],
    open: async (county) => {
      const owed = await invoiced(county);
      const fields = { kind: 'other_credit', amount: '12.34', reason: '破损', evidence: '' };
      return { path: paths.payableClaims(owed.id), fields };
    },
    again: { status: 422 },
  },
  {
    name: 'who pays',
    route: `/payables/${ID}/payer`,
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key', 'payer'],
    words: ['payerReason'],
    open: async (county) => ({
      path: paths.payablePayer((await invoiced(county)).id),
      fields: { payer: 'insurance_fund', payerReason: '医保直接结算' },
    }),
    again: REPEATABLE,
  },
  {
    name: 'deciding a claim',
    route: `/payables/claims/${ID}/decision`,
    by: 'chiefAccountant',
    strict: ['idempotency_key', 'agree'],
    open: async (county) => {
      const id = await claimed(county, await invoiced(county));
      return { path: paths.claimDecision(id), fields: { agree: 'yes', [`note.${id}`]: '属实' }, words: [`note.${id}`] };
    },
    again: { status: 422 },
  },
];

const PAYMENTS: BuyingForm[] = [
  {
    name: 'a payment run',
    route: '/payments',
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key', 'payOn'],
    optional: ['id'],
    words: ['note'],
    open: async (county) => {
      const owed = await invoiced(county);
      return { path: paths.payments(), fields: { id: String(owed.id), payOn: '2026-11-24', note: '' } };
    },
    again: { status: 422, says: /陈会计做的付款单FK-/ },
  },
  {
    name: 'approving a run',
    route: `${RUN}/approval`,
    by: 'chiefAccountant',
    strict: VERSIONED,
    open: onRun('prepared', paths.paymentApproval),
  },
  {
    name: 'sending a run',
    route: `${RUN}/sending`,
    by: 'accountant',
    other: 'accountantTwo',
    strict: VERSIONED,
    open: onRun('approved', paths.paymentSending),
  },
  {
    name: 'cancelling a run',
    route: `${RUN}/cancellation`,
    by: 'accountant',
    other: 'accountantTwo',
    strict: VERSIONED,
    words: ['reason'],
    open: onRun('prepared', paths.paymentCancellation, { reason: '重排' }),
  },
  {
    name: 'a payment that failed',
    route: `${RUN}/failure`,
    by: 'accountantTwo',
    other: 'chiefAccountant',
    strict: ['idempotency_key', 'line'],
    words: ['reason'],
    open: async (county) => ({
      path: paths.paymentFailure(await run(county, 'sent')),
      fields: { line: '1', reason: '户名不符' },
    }),
    again: { status: 422 },
  },
];

const BANK: BuyingForm[] = [
  {
    name: 'a bank statement',
    route: '/bank/import',
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key', 'content'],
    words: ['fileName', 'opening', 'closing'],
    open: async (county) => {
      const text = statementText([{ amountFen: nextFen(), memo: '利息' }], dayOf(county.clock.now()));
      return { path: paths.bankImport(), fields: { fileName: 'a.csv', content: Buffer.from(text).toString('base64') } };
    },
    room: 5_000_000,
    again: { status: 422 },
  },
  {
    name: 'matching a statement',
    route: `/bank/statements/${ID}/matching`,
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key'],
    optional: ['line'],
    open: async (county) => {
      const { id, lineId } = await statementOf(county);
      return { path: paths.bankMatching(id), fields: { line: String(lineId) } };
    },
    again: { status: 422 },
  },
  {
    name: 'the meaning of a line',
    route: `/bank/lines/${ID}/meaning`,
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key', 'meaning', 'payment'],
    words: ['organisation', 'note'],
    open: async (county) => {
      const { lineId, paymentId } = await statementOf(county);
      const fields = { meaning: 'payment', payment: String(paymentId), organisation: '', note: '' };
      return { path: paths.bankMeaning(lineId), fields };
    },
    again: { status: 422 },
  },
  {
    name: 'undoing a meaning',
    route: `/bank/lines/${ID}/undoing`,
    by: 'accountant',
    other: 'accountantTwo',
    strict: ['idempotency_key'],
    words: ['reason'],
    open: async (county) => {
      const { lineId, paymentId } = await statementOf(county);
      accepted(await decideLine(county.money, { lineId, meaning: 'payment', paymentId }));
      return { path: paths.bankUndoing(lineId), fields: { reason: '认错' } };
    },
    again: { status: 422 },
  },
];

export const MONEY_FORMS: BuyingForm[] = [...PAYABLES, ...PAYMENTS, ...BANK];
