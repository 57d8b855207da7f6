/** Chinese words of substitutes. */
export const substitutes = {
  title: '替代药品',
};
