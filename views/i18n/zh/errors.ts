/** Chinese words of what goes wrong with a request, and of refusals nobody has a sentence for. */

export const errors = {
  needsRole: (roles: string) => `需要的岗位：${roles}。`,
  notFound: { title: '没有找到这一页', text: '地址有误，或这条记录不在您能看的范围内。请回到首页重新进入。' },
  forbidden: { title: '您的岗位不能做这件事', text: '什么都没有改。需要时请联系本机构负责人或药械部调整权限。' },
  foreignOrigin: { title: '请求来自别的网站', text: '为安全起见没有执行。请在本系统里重新打开该页再提交。' },
  notAllowed: { title: '这个地址不接受这种操作', text: '什么都没有改。请从页面上的按钮重新操作。' },
  tooLarge: { title: '提交的内容太大', text: '什么都没有保存。请减小文件，或分几次提交。' },
  wrongType: { title: '提交的格式不对', text: '什么都没有保存。请从页面上的表单重新提交。' },
  refused: { title: '没有办成', text: '什么都没有改。' },
  tooMany: { title: '操作太频繁', text: '这一次没有执行。请稍等一会儿再试。' },
  broken: {
    title: '程序出错，这一步没有保存',
    text: '错误已记录，之前保存的内容不受影响。请再试一次；仍不行请把编号告诉药械部。',
  },
  reference: (reference: string) => `编号 ${reference}`,
  home: '回到今日待办',
  refusedWithoutWords: (code: string) => `没有办成，什么都没有改。请刷新页面再试；仍不行请把代码 ${code} 告诉药械部。`,
};
