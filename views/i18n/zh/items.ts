/** Chinese words of item editing. */
export const items = {
  title: '品种维护',
};
