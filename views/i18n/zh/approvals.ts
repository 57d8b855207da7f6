/** Chinese words of approvals and standing in. */

export const approvals = {
  title: '审批',
};
