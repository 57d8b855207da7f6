/** Who may read and do what with orders and deliveries, and what is a supplier's own: part of `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, EVERYONE, FILE, key, type Visit } from './visits.ts';

const NOBODYS: readonly Role[] = ['administrator', 'equipment_officer', 'engineer', 'custodian', 'committee_member'];
const MEMBERS: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head'];
const READERS = EVERYONE.filter((role) => !NOBODYS.includes(role));
const COUNTY = READERS.filter((role) => !MEMBERS.includes(role));
const BUYER: readonly Role[] = ['buyer'];
const SUPPLIER: readonly Role[] = ['supplier'];

/** There is no order in this world, and the supplier of the table is no party. */
const NUMBERS = { order: 'CG-20200101-0001', delivery: 'SH-20200101-0001', plan: 'JH-20200101-0001' };
const ORDER = ':number{CG-[0-9]{8}-[0-9]{4,}}';
const DELIVERY = ':number{SH-[0-9]{8}-[0-9]{4,}}';
const PLAN = ':number{JH-[0-9]{8}-[0-9]{4,}}';
const gone = (path: string, roles: readonly Role[]): Visit => ({ path: at(path), roles, answers: [404] });
const act = (path: string, roles: readonly Role[]): Visit => ({
  ...gone(path, roles),
  fields: () => ({ idempotency_key: key(), version: '1', reason: '试一下' }),
});

export const ORDER_READS: Record<string, Visit> = {
  '/orders': { path: at('/orders'), roles: READERS },
  [`/orders/${FILE}`]: { path: at('/orders/export.csv'), roles: READERS },
  [`/orders/${ORDER}`]: gone(`/orders/${NUMBERS.order}`, READERS),
  [`/orders/${ORDER}/order.pdf`]: gone(`/orders/${NUMBERS.order}/order.pdf`, COUNTY),
  [`/orders/${ORDER}/${FILE}`]: gone(`/orders/${NUMBERS.order}/export.csv`, COUNTY),
  [`/orders/${ORDER}/answer`]: gone(`/orders/${NUMBERS.order}/answer`, BUYER),
  [`/orders/${ORDER}/remainder`]: gone(`/orders/${NUMBERS.order}/remainder`, BUYER),
  [`/orders/${ORDER}/delivery`]: gone(`/orders/${NUMBERS.order}/delivery`, BUYER),
  [`/plans/${PLAN}/orders`]: gone(`/plans/${NUMBERS.plan}/orders`, BUYER),
  '/deliveries': { path: at('/deliveries'), roles: READERS },
  [`/deliveries/${FILE}`]: { path: at('/deliveries/export.csv'), roles: READERS },
  [`/deliveries/${DELIVERY}`]: gone(`/deliveries/${NUMBERS.delivery}`, READERS),
  '/portal': { path: at('/portal'), roles: SUPPLIER },
  [`/portal/${FILE}`]: { path: at('/portal/export.csv'), roles: SUPPLIER },
  [`/portal/statement/${FILE}`]: { path: at('/portal/statement/export.csv'), roles: SUPPLIER },
  '/portal/statement': { path: at('/portal/statement'), roles: SUPPLIER },
  '/portal/deliveries': gone('/portal/deliveries', SUPPLIER),
  [`/portal/deliveries/${DELIVERY}`]: gone(`/portal/deliveries/${NUMBERS.delivery}`, SUPPLIER),
  [`/portal/orders/${ORDER}`]: gone(`/portal/orders/${NUMBERS.order}`, SUPPLIER),
  [`/portal/orders/${ORDER}/order.pdf`]: gone(`/portal/orders/${NUMBERS.order}/order.pdf`, SUPPLIER),
  [`/portal/orders/${ORDER}/${FILE}`]: gone(`/portal/orders/${NUMBERS.order}/export.csv`, SUPPLIER),
  [`/portal/orders/${ORDER}/answer`]: gone(`/portal/orders/${NUMBERS.order}/answer`, SUPPLIER),
  [`/portal/orders/${ORDER}/delivery`]: gone(`/portal/orders/${NUMBERS.order}/delivery`, SUPPLIER),
};

export const ORDER_ACTS: Record<string, Visit> = {
  [`/orders/${ORDER}/sending`]: act(`/orders/${NUMBERS.order}/sending`, BUYER),
  [`/orders/${ORDER}/answer`]: act(`/orders/${NUMBERS.order}/answer`, BUYER),
  [`/orders/${ORDER}/remainder`]: act(`/orders/${NUMBERS.order}/remainder`, BUYER),
  [`/orders/${ORDER}/delivery`]: act(`/orders/${NUMBERS.order}/delivery`, BUYER),
  [`/orders/${ORDER}/delivery/file`]: act(`/orders/${NUMBERS.order}/delivery/file`, BUYER),
  [`/plans/${PLAN}/orders`]: act(`/plans/${NUMBERS.plan}/orders`, BUYER),
  [`/deliveries/${DELIVERY}/withdrawal`]: act(`/deliveries/${NUMBERS.delivery}/withdrawal`, BUYER),
  [`/portal/orders/${ORDER}/answer`]: act(`/portal/orders/${NUMBERS.order}/answer`, SUPPLIER),
  [`/portal/orders/${ORDER}/delivery`]: act(`/portal/orders/${NUMBERS.order}/delivery`, SUPPLIER),
  [`/portal/orders/${ORDER}/delivery/file`]: act(`/portal/orders/${NUMBERS.order}/delivery/file`, SUPPLIER),
  [`/portal/deliveries/${DELIVERY}/withdrawal`]: act(`/portal/deliveries/${NUMBERS.delivery}/withdrawal`, SUPPLIER),
};
