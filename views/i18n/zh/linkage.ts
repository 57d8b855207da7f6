/** Chinese words of linkage. */
export const linkage = {
  title: '上下用药衔接',
};
