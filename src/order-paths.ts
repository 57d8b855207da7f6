/** Addresses of orders, deliveries and the suppliers' own pages: part of `paths`. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

export const orderPaths = {
  orders: (query?: Query) => withQuery('/orders', query),
  ordersExport: (format: Format, query?: Query) => withQuery(`/orders/export.${format}`, query),
  order: (number: string, query?: Query) => withQuery(`/orders/${number}`, query),
  orderPaper: (number: string) => `/orders/${number}/order.pdf`,
  orderLinesExport: (number: string, format: Format) => `/orders/${number}/export.${format}`,
  orderSending: (number: string) => `/orders/${number}/sending`,
  orderAnswer: (number: string) => `/orders/${number}/answer`,
  orderRemainder: (number: string) => `/orders/${number}/remainder`,
  orderShipping: (number: string, query?: Query) => withQuery(`/orders/${number}/delivery`, query),
  orderShippingFile: (number: string) => `/orders/${number}/delivery/file`,
  planOrders: (number: string) => `/plans/${number}/orders`,

  deliveries: (query?: Query) => withQuery('/deliveries', query),
  deliveriesExport: (format: Format, query?: Query) => withQuery(`/deliveries/export.${format}`, query),
  delivery: (number: string) => `/deliveries/${number}`,
  /** Where receivers begin to inspect it. */
  deliveryInspection: (number: string) => withQuery('/receiving/new', { delivery: number }),
  deliveryWithdrawal: (number: string) => `/deliveries/${number}/withdrawal`,

  portal: (query?: Query) => withQuery('/portal', query),
  portalExport: (format: Format, query?: Query) => withQuery(`/portal/export.${format}`, query),
  portalOrder: (number: string) => `/portal/orders/${number}`,
  portalPaper: (number: string) => `/portal/orders/${number}/order.pdf`,
  portalLinesExport: (number: string, format: Format) => `/portal/orders/${number}/export.${format}`,
  portalAnswer: (number: string) => `/portal/orders/${number}/answer`,
  portalShipping: (number: string, query?: Query) => withQuery(`/portal/orders/${number}/delivery`, query),
  portalShippingFile: (number: string) => `/portal/orders/${number}/delivery/file`,
  portalDeliveries: (query?: Query) => withQuery('/portal/deliveries', query),
  portalDelivery: (number: string) => `/portal/deliveries/${number}`,
  portalWithdrawal: (number: string) => `/portal/deliveries/${number}/withdrawal`,
  portalStatementExport: (format: Format, query?: Query) => withQuery(`/portal/statement/export.${format}`, query),
  portalStatement: (query?: Query) => withQuery('/portal/statement', query),
};
