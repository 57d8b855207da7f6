/** Who may read and do what with what the county buys and pays: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, ITEM_CODE, key, none, refusing, type Visit } from './visits.ts';

const PLANNERS: readonly Role[] = [
  'hub_pharmacist',
  'storekeeper',
  'buyer',
  'supply_head',
  'quality_officer',
  'chief_pharmacist',
  'accountant',
  'chief_accountant',
  'vice_president',
  'auditor',
];
const APPROVERS: readonly Role[] = ['supply_head', 'chief_pharmacist', 'chief_accountant', 'vice_president'];

const MAKERS: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head', 'hub_pharmacist'];
const DEMAND_READERS: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head', ...PLANNERS];
const SETTERS: readonly Role[] = ['branch_pharmacist', 'branch_head', 'hub_pharmacist', 'chief_pharmacist'];
const POOLERS: readonly Role[] = ['hub_pharmacist', 'chief_pharmacist'];
const DESK: readonly Role[] = [...POOLERS, 'buyer'];
const QL = ':number{QL-[0-9-]{1,20}}';
const QL_NONE = '/requisitions/QL-20990101-0001';

const BUDGET_READERS: readonly Role[] = [...PLANNERS, 'branch_head'];

const MONEY: readonly Role[] = ['accountant', 'chief_accountant', 'vice_president', 'auditor'];
const BOOK_READERS: readonly Role[] = [...MONEY, 'branch_head'];
const BOOK = '/books/:code{[A-Z0-9]+}/:month{\\d{4}-\\d{2}}';

export const BUYING_READS: Record<string, Visit> = {
  '/requisitions': { path: at('/requisitions'), roles: DEMAND_READERS },
  [`/requisitions/${FILE}`]: { path: at('/requisitions/export.csv'), roles: DEMAND_READERS },
  '/requisitions/calendars': { path: at('/requisitions/calendars'), roles: DEMAND_READERS },
  [`/requisitions/${QL}`]: { path: at(QL_NONE), roles: DEMAND_READERS, answers: [404] },

  '/demand': { path: at('/demand'), roles: DEMAND_READERS },
  [`/demand/${FILE}`]: { path: at('/demand/export.csv'), roles: DEMAND_READERS },
  [`/demand/${ITEM_CODE}`]: { path: at('/demand/NONE'), roles: DEMAND_READERS, answers: [404] },
  '/approvals': { path: at('/approvals'), roles: PLANNERS },
  [`/approvals/${FILE}`]: { path: at('/approvals/export.csv'), roles: PLANNERS },
  '/approvals/stand-ins': { path: at('/approvals/stand-ins'), roles: PLANNERS },
  '/budgets': { path: at('/budgets'), roles: BUDGET_READERS },
  [`/budgets/${FILE}`]: { path: at('/budgets/export.csv'), roles: BUDGET_READERS },
  '/budgets/new': { path: at('/budgets/new'), roles: ['chief_accountant'] },
  '/budgets/:id{[0-9]{1,12}}': { path: at('/budgets/77'), roles: BUDGET_READERS, answers: [404] },
  '/books': { path: at('/books'), roles: BOOK_READERS },
  [`/books/${FILE}`]: { path: at('/books/export.csv'), roles: BOOK_READERS },
  '/books/months': { path: at('/books/months'), roles: MONEY },
  '/books/markup': { path: at('/books/markup'), roles: MONEY },
  [`/books/markup/${FILE}`]: { path: at('/books/markup/export.csv'), roles: MONEY },
  '/books/markup/entries': { path: at('/books/markup/entries'), roles: MONEY },
  [`/books/markup/entries/${FILE}`]: { path: at('/books/markup/entries/export.csv'), roles: MONEY },
  [BOOK]: { path: at('/books/ZZ9/2026-10'), roles: BOOK_READERS, answers: [404] },
  [`${BOOK}/${FILE}`]: { path: at('/books/ZZ9/2026-10/export.csv'), roles: BOOK_READERS, answers: [404] },
  [`${BOOK}/statement.pdf`]: { path: at('/books/ZZ9/2026-10/statement.pdf'), roles: BOOK_READERS, answers: [404] },
  [`${BOOK}/entries`]: { path: at('/books/ZZ9/2026-10/entries'), roles: BOOK_READERS, answers: [404] },
};

const onNone = (act: string, roles: readonly Role[]): Visit => ({
  path: at(`${QL_NONE}/${act}`),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key() }),
});

export const BUYING_ACTS: Record<string, Visit> = {
  '/requisitions': refusing(at('/requisitions'), MAKERS, none),
  [`/requisitions/${QL}/lines`]: onNone('lines', MAKERS),
  [`/requisitions/${QL}/withdrawal`]: onNone('withdrawal', MAKERS),
  [`/requisitions/${QL}/return`]: onNone('return', DESK),
  [`/requisitions/${QL}/rest`]: onNone('rest', [...MAKERS, 'chief_pharmacist', 'buyer']),
  '/requisitions/calendars': { path: at('/requisitions/calendars'), roles: SETTERS, answers: [422] },

  [`/demand/${ITEM_CODE}/supply`]: {
    path: at('/demand/NONE/supply'),
    roles: POOLERS,
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  '/approvals/stand-ins': refusing(at('/approvals/stand-ins'), APPROVERS, none),
  '/approvals/stand-ins/:id{[0-9]{1,12}}/ending': {
    path: at('/approvals/stand-ins/77/ending'),
    roles: APPROVERS,
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  '/budgets': refusing(at('/budgets'), ['chief_accountant'], none),
  '/budgets/:id{[0-9]{1,12}}/move': {
    path: at('/budgets/77/move'),
    roles: ['chief_accountant'],
    answers: [404],
    fields: () => ({
      idempotency_key: key(),
      organisation: 'ZZ',
      category: 'drug',
      year: '2026',
      amount: '1',
      reason: '试一下',
    }),
  },
  '/books/months': refusing(at('/books/months'), ['chief_accountant'], none),
  [`${BOOK}/confirmation`]: {
    path: at('/books/ZZ9/2026-10/confirmation'),
    roles: ['branch_head'],
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  [`${BOOK}/objection`]: {
    path: at('/books/ZZ9/2026-10/objection'),
    roles: ['branch_head'],
    answers: [404],
    fields: () => ({ idempotency_key: key(), objection: '少了一笔' }),
  },
  [`${BOOK}/answer`]: {
    path: at('/books/ZZ9/2026-10/answer'),
    roles: ['chief_accountant'],
    answers: [404],
    fields: () => ({ idempotency_key: key(), answer: '下月更正' }),
  },
};
