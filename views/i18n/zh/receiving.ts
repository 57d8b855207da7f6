/** Chinese words of receiving inspection, fair shares and returns. */

export const receiving = {
  title: '到货验收',
};
