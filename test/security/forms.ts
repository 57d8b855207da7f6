/** Every form as a permitted person would send it, and which of its fields take only certain values. */
import { paths } from '../../src/paths.ts';
import type { TestApp } from '../support/app.ts';
import { nextNumber } from '../support/build.ts';
import type { Fields } from '../support/login.ts';
import type { World } from './world.ts';

export interface AttackedForm<W extends TestApp = World> {
  name: string;
  by: string;
  path: (world: W) => string;
  /** Complete and well-formed, but stale or against the state: refused even as it stands, when `strict` is empty. */
  fields: (world: W) => Fields;
  /** Each is refused when it holds nonsense, whatever the others hold. */
  strict: string[];
  /** Strict, but may be left out. */
  optional?: string[];
  /** A body of so many bytes is too long; a million unless said otherwise. */
  room?: number;
  /** Takes words of any kind, but not of any length. */
  words?: string[];
}

export const key = () => `form-${process.pid}-${nextNumber()}`;
const AGED = '999999999';
const KEYED = ['idempotency_key', 'version'];

function actOf(more: Fields = {}, version = AGED): Fields {
  return { idempotency_key: key(), version, ...more };
}

export const FORMS: AttackedForm[] = [
  {
    name: 'a new request',
    by: 'doctor',
    path: () => paths.newShortage(),
    fields: () => ({
      idempotency_key: key(),
      organisationCode: 'WA',
      itemCode: 'AMX',
      'quantity.packs': '1',
      urgency: 'routine',
      reason: 'out_of_stock',
      neededBy: '2026-11-30',
      substitute: 'no',
      again: '1',
    }),
    strict: ['idempotency_key', 'organisationCode', 'quantity.packs', 'urgency', 'reason', 'neededBy', 'substitute'],
    optional: ['daysOfUse', 'patients'],
    words: ['note', 'patientReference'],
  },
  {
    name: 'accepting',
    by: 'hub',
    path: (w) => paths.shortageAcceptance(w.clinicA.registered),
    fields: () => actOf(),
    strict: KEYED,
  },
  {
    name: 'rejecting',
    by: 'hub',
    path: (w) => paths.shortageRejection(w.clinicA.registered),
    fields: () => actOf({ 'reject.note': '无货' }),
    strict: KEYED,
    words: ['reject.note'],
  },
  {
    name: 'cancelling a request',
    by: 'doctor',
    path: (w) => paths.shortageCancellation(w.clinicA.registered),
    fields: () => actOf({ 'cancel.note': '不要了' }),
    strict: KEYED,
    words: ['cancel.note'],
  },
  {
    name: 'closing the rest',
    by: 'doctor',
    path: (w) => paths.shortageRemainder(w.clinicA.registered),
    fields: () => actOf({ 'remainder.note': '够了' }),
    strict: KEYED,
    words: ['remainder.note'],
  },
  {
    name: 'an outcome',
    by: 'doctor',
    path: (w) => paths.shortageOutcome(w.clinicA.registered),
    fields: () => actOf({ 'outcome.outcome': 'no_show', 'outcome.note': '没来' }),
    strict: [...KEYED, 'outcome.outcome'],
    words: ['outcome.note'],
  },
  {
    name: 'naming an item',
    by: 'hub',
    path: (w) => paths.shortageIdentification(w.clinicA.registered),
    fields: () => actOf({ 'identify.itemCode': 'AMX', 'identify.quantity.packs': '1' }, '1'),
    strict: [...KEYED, 'identify.itemCode', 'identify.quantity.packs'],
  },
  {
    name: 'an answer',
    by: 'hub',
    path: (w) => paths.shortageAnswer(w.clinicA.registered),
    fields: (w) => actOf({ [`pick.${w.headStore}-${w.hubLot}.packs`]: '1', ownDispatch: 'yes', act: 'answer' }, '1'),
    strict: [...KEYED, 'ownDispatch', 'act'],
    words: ['overrideReason'],
  },
  {
    name: 'sending',
    by: 'picker',
    path: (w) => paths.dispatchPosting(w.clinicA.picking),
    fields: () => actOf(),
    strict: KEYED,
    words: ['vehicle', 'driver', 'box', 'note'],
  },
  {
    name: 'cancelling a dispatch',
    by: 'picker',
    path: (w) => paths.dispatchCancellation(w.clinicA.picking),
    fields: () => actOf({ reason: '重开' }),
    strict: KEYED,
    words: ['reason'],
  },
  {
    name: 'reversing a dispatch',
    by: 'picker',
    path: (w) => paths.dispatchReversal(w.clinicA.sent),
    fields: () => actOf({ reason: '错发' }),
    strict: KEYED,
    words: ['reason'],
  },
  {
    name: 'receiving',
    by: 'receiver',
    path: (w) => paths.dispatchReceipt(w.branchA.sent),
    fields: (w) => actOf({ [`line.${w.branchA.sentLine}.good.packs`]: '2' }, w.branchA.sentVersion),
    strict: KEYED,
  },
  {
    name: 'a finding',
    by: 'receiver',
    path: (w) => paths.discrepancyClosing(w.branchA.discrepancy),
    fields: () => actOf({ finding: 'lost', bearer: 'sender', reason: '路上丢的' }, '1'),
    strict: [...KEYED, 'finding'],
    words: ['reason'],
  },
  {
    name: 'a print',
    by: 'hub',
    path: (w) => paths.dispatchPrints(w.clinicA.sent),
    fields: () => ({ idempotency_key: key(), size: 'a4' }),
    strict: ['idempotency_key', 'size'],
  },
  {
    name: 'a pick',
    by: 'picker',
    path: (w) => paths.dispatchPicked(w.clinicA.picking, w.clinicA.pickingLine),
    fields: (w) => ({ idempotency_key: key(), [`line.${w.clinicA.pickingLine}.packs`]: '2' }),
    strict: ['idempotency_key'],
  },
  {
    name: 'a new person',
    by: 'admin',
    path: () => paths.users(),
    fields: (w) => ({
      idempotency_key: key(),
      login: `new${nextNumber()}`,
      name: '新人',
      organisationId: String(w.head.id),
      roles: 'buyer',
    }),
    strict: ['idempotency_key', 'organisationId', 'roles'],
    words: ['title'],
  },
  {
    name: 'a person',
    by: 'admin',
    path: (w) => paths.user(w.checker.userId),
    fields: (w) => ({ idempotency_key: key(), name: '温', organisationId: String(w.head.id), roles: 'storekeeper' }),
    strict: ['idempotency_key', 'organisationId', 'roles'],
    words: ['name', 'title'],
  },
  {
    name: 'a member',
    by: 'admin',
    path: () => paths.organisations(),
    fields: (w) => ({
      idempotency_key: key(),
      code: `N${nextNumber()}`,
      name: '新院',
      shortName: '新院',
      kind: 'clinic',
      parentId: String(w.branchA.member.id),
    }),
    strict: ['idempotency_key', 'kind', 'parentId'],
    optional: ['creditCode'],
    words: ['name', 'shortName', 'contact'],
  },
  {
    name: 'a store',
    by: 'admin',
    path: () => paths.organisationStores('FA'),
    fields: () => ({ idempotency_key: key(), name: `库${nextNumber()}`, zone: 'room' }),
    strict: ['idempotency_key', 'zone'],
    words: ['name'],
  },
];
