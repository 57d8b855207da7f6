/** What the trail calls acts of transfers and redistribution proposals, and their facts, in Chinese. */

export const transferActs = {
  'transfer.open': '申请或提供调剂',
  'transfer.set_lines': '改调剂药品',
  'transfer.remove_line': '去掉调剂药品',
  'transfer.accept': '答复要货',
  'transfer.decline': '答复不要',
  'transfer.grant': '同意调出',
  'transfer.refuse': '不同意调出',
  'transfer.withdraw': '撤回调剂',
};

export const transferFacts = {
  otherCode: '对方机构',
  removed: '去掉',
  origin: '来源',
};

export const transferTopics = {
  transfer: '成员调剂（全部）',
};
