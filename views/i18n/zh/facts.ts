/** Chinese words of facts. */
export const facts = {
  title: '品种属性',
};
