/** Chinese words of what a phone keeps while it has no network. `{…}` is filled in by the script of the page. */

export const outbox = {
  shortName: '统一药械',
  offlineTitle: '没有网络',
  offlineText: '这一页没有存在本机上。有网络时打开过的页面，没有网络也能看。',
  offlineTry: '再试一次',
  /** What each form enters, as its entry is called. */
  kinds: {
    equipment: '盘点设备',
    shortage: '登记缺药',
    receipt: (number: string) => `收货 ${number}`,
    stop: (outcome: 'handed' | 'refused' | 'missed', place: string) =>
      `${{ handed: '交接', refused: '拒收', missed: '没有送到' }[outcome]} ${place}`,
  },
  script: {
    waiting: '{n}条等待发送',
    waitingText: '已存在本机，有网络时自动发送一次，不会重复，也不会丢失。',
    sending: '正在发送',
    sendNow: '现在发送',
    at: '{time}录入（本机时钟）',
    here: '这一项已录入，存在本机，等待发送。',
    refused: '{n}条没有办成',
    refusedText: '系统没有接受，原因如下。请重新填写，或者删除。',
    refusedUnknown: '系统没有接受这一条。',
    open: '重新填写',
    drop: '删除',
    dropSure: '确定删除，不发送',
    sent: '已发送：{what}',
    see: '查看',
    signedOut: '登录已过期，登录后自动发送。',
    signIn: '重新登录',
    otherPerson: '本浏览器现在由别人登录，这些条目只能由{name}发送。',
    others: '{name}有{n}条存在本机，等{name}登录后发送。',
    later: '服务器暂时没有办成，稍后自动再发。',
    kept: '没有网络，显示的是{time}的内容',
    reload: '重新载入',
    logout: '还有{n}条没有发送，退出前怎么办？',
    logoutStay: '先不退出',
    logoutKeep: '留在本机，退出',
    logoutDrop: '删除这些，退出',
    full: '本机存不下，直接发送。',
  },
};
