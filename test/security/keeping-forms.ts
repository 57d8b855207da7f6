/** The forms of keeping stock as a permitted person would send them, and which fields take only certain values. */
import { paths } from '../../src/paths.ts';
import type { Fields } from '../support/login.ts';
import { type AttackedForm, key } from './forms.ts';
import type { KeepingWorld } from './keeping-world.ts';

export type KeepingForm = AttackedForm<KeepingWorld>;

const KEYED = ['idempotency_key', 'version'];
const seen = (more: Fields = {}): Fields => ({ idempotency_key: key(), version: '999999999', ...more });

const OPENING: KeepingForm[] = [
  {
    name: 'a loss',
    by: 'first',
    path: () => paths.losses(),
    fields: (w) => ({
      idempotency_key: key(),
      kind: 'write_off',
      organisation: w.branch.code,
      reasonCode: 'expired',
      reason: '过期',
    }),
    strict: ['idempotency_key', 'kind', 'organisation', 'reasonCode'],
    words: ['reason'],
  },
  {
    name: 'a count',
    by: 'first',
    path: () => paths.counts(),
    fields: (w) => ({
      idempotency_key: key(),
      organisation: w.branch.code,
      title: '抽盘',
      scope: 'store',
      store: String(w.store),
    }),
    strict: ['idempotency_key', 'organisation', 'scope', 'store'],
    optional: ['day', 'time', 'size', 'abc'],
    words: ['title'],
  },
  {
    name: 'a recall',
    by: 'quality',
    path: () => paths.recalls(),
    fields: () => ({
      idempotency_key: key(),
      level: '1',
      title: '召回',
      source: '企业',
      reason: '不合格',
      handling: 'return',
    }),
    strict: ['idempotency_key', 'level', 'handling'],
    optional: ['receivedOn', 'receivedTime', 'match'],
    words: ['title', 'source', 'reason'],
  },
  {
    name: 'a transfer',
    by: 'first',
    path: () => paths.transfers(),
    fields: (w) => ({
      idempotency_key: key(),
      direction: 'offered',
      organisation: w.branch.code,
      other: w.neighbour.code,
      neededBy: '2026-11-30',
      'item.1.packs': '1',
    }),
    strict: ['idempotency_key', 'direction', 'organisation', 'other', 'neededBy', 'item.1.packs'],
    optional: ['item.1.lot'],
    words: ['note'],
  },
  {
    name: 'levels',
    by: 'first',
    path: () => paths.levels(),
    fields: (w) => ({
      idempotency_key: key(),
      member: w.branch.code,
      'line.1.least.packs': '1',
      'line.1.most.packs': '2',
    }),
    strict: ['idempotency_key', 'member'],
    optional: ['line.1.least.packs', 'line.1.most.packs'],
    words: ['reason'],
  },
];

const STORAGE: KeepingForm[] = [
  {
    name: 'a probe',
    by: 'chief',
    path: () => paths.loggers(),
    fields: (w) => ({
      idempotency_key: key(),
      organisation: w.branch.code,
      code: 'NEW-1',
      name: '冰箱',
      location: String(w.fridge),
      low: '2',
      high: '8',
      everyMinutes: '30',
      graceMinutes: '10',
      calibrationDueOn: '2027-06-30',
    }),
    strict: ['idempotency_key', 'organisation', 'high', 'everyMinutes', 'graceMinutes', 'calibrationDueOn'],
    optional: ['humidityHigh'],
    words: ['name'],
  },
  {
    name: 'a reading',
    by: 'first',
    path: (w) => paths.loggerAct(w.probe, 'readings'),
    fields: () => ({ idempotency_key: key(), day: '2026-11-23', time: '08:00', temperature: '5' }),
    strict: ['idempotency_key', 'day', 'time'],
  },
  {
    name: 'a calibration',
    // A certificate may come with it
    room: 11_000_000,
    by: 'chief',
    path: (w) => paths.loggerAct(w.probe, 'calibrations'),
    fields: () => ({
      idempotency_key: key(),
      calibratedOn: '2026-11-20',
      dueOn: '2027-11-20',
      certificate: 'JZ-1',
      result: 'passed',
    }),
    strict: ['idempotency_key', 'calibratedOn', 'dueOn', 'result'],
    words: ['certificate'],
  },
];

const ACTS: KeepingForm[] = [
  {
    name: 'handing a count in',
    by: 'first',
    path: (w) => paths.countAct(w.count, 'submission'),
    fields: () => seen(),
    strict: KEYED,
  },
  {
    name: 'cancelling a count',
    by: 'first',
    path: (w) => paths.countAct(w.count, 'cancellation'),
    fields: () => seen({ reason: '不盘了' }),
    strict: KEYED,
    words: ['reason'],
  },
  {
    name: 'cancelling a loss',
    by: 'first',
    path: (w) => paths.lossAct(w.loss, 'cancellation'),
    fields: () => seen({ why: '看错了' }),
    strict: KEYED,
    words: ['why'],
  },
  {
    name: 'freezing for a recall',
    by: 'quality',
    path: (w) => paths.recallAct(w.recall, 'freeze'),
    fields: () => seen(),
    strict: KEYED,
  },
  {
    name: 'withdrawing a recall',
    by: 'quality',
    path: (w) => paths.recallAct(w.recall, 'withdrawal'),
    fields: () => seen({ why: '录错了' }),
    strict: KEYED,
    words: ['why'],
  },
  {
    name: 'granting a transfer',
    by: 'chief',
    path: (w) => paths.transferAct(w.transfer, 'grant'),
    fields: () => seen(),
    strict: KEYED,
  },
  {
    name: 'refusing a transfer',
    by: 'chief',
    path: (w) => paths.transferAct(w.transfer, 'refusal'),
    fields: () => seen({ why: '自己要用' }),
    strict: KEYED,
    words: ['why'],
  },
];

export const KEEPING_FORMS = [...OPENING, ...STORAGE, ...ACTS];
