/** Chinese words of requisitions and the pool of demand. */

export const demand = {
  title: '请领',
};
