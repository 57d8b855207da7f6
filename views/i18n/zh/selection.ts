/** Chinese words of selection. */
export const selection = {
  title: '药品遴选评价',
};
