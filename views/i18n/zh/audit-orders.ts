/** What the trail calls acts on orders and deliveries, and their facts, in Chinese. */

export const orderActs = {
  'order.issue': '下采购订单',
  'order.send': '发送订单',
  'order.answer': '答复订单',
  'order.cancel_rest': '放弃订单余量',
  'delivery.announce': '预告发货',
  'delivery.withdraw': '撤回发货预告',
};

export const orderFacts = {
  orders: '订单',
  order: '订单',
  number: '单号',
  amountFen: '金额（分）',
  lineNumber: '行号',
  answer: '答复',
  answeredBase: '可供（基本单位）',
  promisedOn: '承诺到货日',
  lots: '批号数',
  way: '方式',
};
