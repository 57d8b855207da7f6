/** Chinese words of the P&T committee. */
export const committee = {
  title: '药事会',
};
