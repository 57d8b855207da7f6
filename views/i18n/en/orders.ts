/** English words of orders and the suppliers' pages. */
import type { orders as zh } from '../zh/orders.ts';

export const orders: typeof zh = {
  title: 'Purchase orders',
};
