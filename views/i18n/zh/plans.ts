/** Chinese words of purchase plans. */

export const plans = {
  title: '采购计划',
};
