/** Chinese words of prices, contracts, negotiations and repricing. */

export const prices = {
  title: '价格与合同',
};
