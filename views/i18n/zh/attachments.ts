/** Chinese words of kept files. */

export const attachments = {
  title: '附件',
  note: '只增不删',
  caption: '附件',
  none: '还没有附件。',
  file: '文件',
  fileHint: 'PDF、JPG、PNG、XLSX、CSV、OFD，不超过10MB；按内容核对，不看扩展名',
  name: '名称',
  size: '大小',
  addedBy: '上传',
  act: '办理',
  add: '上传附件',
  submit: '上传附件',
  added: (title: string) => `已上传${title}`,
  withdraw: '撤下',
  withdrawQuestion: (title: string) => `撤下${title}？`,
  withdrawConsequences: ['文件不删除，仍可查看，标明已撤下和原因。', '撤下不能恢复；需要时重新上传。'],
  withdrawSubmit: '撤下附件',
  withdrawn: (title: string) => `已撤下${title}`,
  withdrawnFor: (reason: string) => `已撤下：${reason}`,
  reason: '原因',
};
