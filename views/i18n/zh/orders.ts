/** Chinese words of orders and the suppliers' pages. */

export const orders = {
  title: '采购订单',
};
