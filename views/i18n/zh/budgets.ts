/** Chinese words of budgets. */

export const budgets = {
  title: '预算',
};
